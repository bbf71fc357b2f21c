// One request, and everything it loses on the way.
import { toResponsesRequest } from 'responses-bridge'

const request = toResponsesRequest(
  {
    model: 'gpt-4.1-mini',
    messages: [
      { role: 'system', content: 'You are a concise API assistant.' },
      { role: 'user', content: 'Give me a contact form field definition.' },
    ],
    max_tokens: 200,
    seed: 7,
  },
  { onLoss: ({ effect, path, message }) => console.log(`${effect} ${path}: ${message}`) },
)
console.log(request)
