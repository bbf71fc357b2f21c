// The upstream of the measurements: a server of both APIs that has its answers ready, and sends a stream event by event.
import http from 'node:http'

const text = 'All work and no play makes Jack a dull boy. '.repeat(20)
const message = {
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
}
const usage = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 9,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 18,
}
const response = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'm',
  output: [message],
  usage,
}
const part = { type: 'output_text', text: '', annotations: [] }
const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
const words = Array.from({ length: 195 }, (_, index) => `word${index} `)
const events = [
  { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
  { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } },
  { type: 'response.content_part.added', ...at, part },
  ...words.map(delta => ({
    type: 'response.output_text.delta',
    ...at,
    delta,
    logprobs: [],
    obfuscation: 'x'.repeat(8),
  })),
  { type: 'response.output_text.done', ...at, text: words.join('') },
  { type: 'response.content_part.done', ...at, part: { ...part, text: words.join('') } },
  { type: 'response.output_item.done', output_index: 0, item: message },
  { type: 'response.completed', response },
].map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`)

const chatUsage = { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 }
const named = { id: 'chatcmpl_1', created: 1, model: 'm' }
const completion = {
  ...named,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: text, refusal: null }, finish_reason: 'stop' }],
  usage: chatUsage,
}
const chunk = (delta, finish_reason = null) => ({
  ...named,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason }],
})
const chunks = [
  chunk({ role: 'assistant', content: '' }),
  ...words.map(content => chunk({ content })),
  chunk({}, 'stop'),
  { ...chunk({}), choices: [], usage: chatUsage },
].map(each => `data: ${JSON.stringify(each)}\n\n`)

const bytes = (whole, stream) => ({
  whole: Buffer.from(JSON.stringify(whole)),
  stream: stream.map(each => Buffer.from(each)),
})
const answers = {
  '/v1/responses': bytes(response, events),
  '/v1/chat/completions': bytes(completion, [...chunks, 'data: [DONE]\n\n']),
}

/** Of a Responses stream; one of chat has six fewer. */
export const eventCount = events.length

/** `hold` sends the first eight events and then nothing. */
export function startUpstream() {
  const open = new Set()
  const server = http.createServer((request, answer) => {
    let body = ''
    request.setEncoding('latin1').on('data', piece => {
      body += piece
    })
    request.on('end', () => {
      const { whole, stream } = answers[request.url] ?? {}
      if (whole === undefined) {
        answer.writeHead(404).end()
        return
      }
      if (!body.includes('"stream":true')) {
        answer.writeHead(200, { 'content-type': 'application/json', 'content-length': whole.length }).end(whole)
        return
      }
      answer.writeHead(200, { 'content-type': 'text/event-stream' })
      open.add(answer)
      answer.once('close', () => open.delete(answer))
      if (body.includes('"hold"')) for (const event of stream.slice(0, 8)) answer.write(event)
      else send(answer, stream, 0)
    })
  })
  server.keepAliveTimeout = 600_000
  return new Promise(resolve => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/v1`, open }),
    )
  })
}

/** Each event in a turn of its own, as a model makes them: together they would arrive as one. */
function send(answer, events, index) {
  if (index === events.length) return answer.end()
  answer.write(events[index])
  setImmediate(send, answer, events, index + 1)
}
