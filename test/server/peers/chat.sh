#!/bin/sh
# A chat completion, as API documentation shows it. BASE_URL is all that is ours.
curl --silent --show-error --no-buffer "$BASE_URL/chat/completions" \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $OPENAI_API_KEY" \
  -d '{
    "model": "gpt-4.1-mini",
    "messages": [
      { "role": "system", "content": "You are a concise API assistant." },
      { "role": "user", "content": "Give me a contact form field definition." }
    ],
    "stream": '"${STREAM:-false}"'
  }'
