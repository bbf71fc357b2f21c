# A chat completion with requests, as API documentation shows it. BASE_URL is all that is ours.
import os

import requests

stream = os.environ.get("STREAM") == "true"
response = requests.post(
    f"{os.environ['BASE_URL']}/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
    json={
        "model": "gpt-4.1-mini",
        "messages": [
            {"role": "system", "content": "You are a concise API assistant."},
            {"role": "user", "content": "Give me a contact form field definition."},
        ],
        "stream": stream,
    },
    stream=stream,
    timeout=30,
)
response.raise_for_status()
if stream:
    for line in response.iter_lines(decode_unicode=True):
        print(line)
else:
    print(response.text)
