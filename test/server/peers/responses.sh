#!/bin/sh
# A response, as API documentation shows it. BASE_URL is all that is ours.
curl --silent --show-error --no-buffer "$BASE_URL/responses" \
  -H "Content-Type: application/json" \
  -H "Authorization: Bearer $OPENAI_API_KEY" \
  -d '{
    "model": "gpt-4.1-mini",
    "input": "Return a JSON contact form field definition.",
    "stream": '"${STREAM:-false}"'
  }'
