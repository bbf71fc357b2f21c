// Chat chunks in, Responses events out, as they come. Any async iterable will do; an SDK's stream is one.
import { toResponseEvents } from 'responses-bridge'

async function* chunks() {
  const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1750000000, model: 'gpt-4.1-mini' }
  yield { ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: 'Hello' }, finish_reason: null }] }
  yield { ...chunk, choices: [{ index: 0, delta: { content: ' there' }, finish_reason: null }] }
  yield { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }
  yield '[DONE]'
}

for await (const event of toResponseEvents(chunks())) {
  console.log(event.sequence_number, event.type, event.delta ?? '')
}
