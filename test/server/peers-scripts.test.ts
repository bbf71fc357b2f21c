// The published examples, in cURL, Python requests and Node fetch, with only the base URL changed: both APIs in front of
// an upstream that speaks only the other one, over both transports.
import { afterEach, describe, expect } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { curl, type Program, printed, pythonRequests, script, testWith } from './peers/peer.ts'
import { closeAll, dataOf, serve, transports } from './serving.ts'

afterEach(closeAll)

const field = '{"name":"email","type":"string"}'
// What the gateway that published the examples answers, which is less than the APIs promise: callers get it whole.
const sparseCompletion = {
  id: 'chatcmpl_123',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: field } }],
}
const sparseResponse = { id: 'resp_123', status: 'completed', output: [{ type: 'output_text', text: field }] }

const answering = (body: object) => ({
  mock: { script: [{ raw: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } }] },
})

const node: Program = { name: 'Node', candidates: [process.execPath], probe: ['--version'], remedy: 'nodejs.org' }
const clients = [
  { name: 'cURL', program: curl, command: () => 'sh', extension: 'sh' },
  { name: 'Python requests', program: pythonRequests, command: (found: string) => found, extension: 'py' },
  { name: 'Node fetch', program: node, command: (found: string) => found, extension: 'js' },
]

describe.each(transports)('over the %s transport', transport => {
  for (const { name, program, command, extension } of clients) {
    const testPeer = testWith(program)
    const environment = (url: string, stream: boolean) => ({
      BASE_URL: `${url}/v1`,
      OPENAI_API_KEY: 'sk-peer',
      STREAM: String(stream),
    })
    const call = (found: string, file: string, url: string, stream: boolean) =>
      printed(command(found), [script(`${file}.${extension}`)], environment(url, stream))

    testPeer(`${name} gets a chat completion from an upstream that speaks Responses`, async (found = '') => {
      const { url, mock, calls } = await serve(transport, 'responses', answering(sparseResponse))
      const completion = JSON.parse(await call(found, 'chat', url, false))
      expect(completion).toMatchObject({
        object: 'chat.completion',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: field } }],
      })
      expect(mock.requests).toMatchObject([
        {
          api: 'responses',
          headers: { authorization: 'Bearer sk-peer' },
          body: {
            model: 'gpt-4.1-mini',
            instructions: 'You are a concise API assistant.',
            input: 'Give me a contact form field definition.',
          },
        },
      ])
      expect(calls).toMatchObject([{ outcome: 'answered', status: 200 }])
    })

    testPeer(`${name} gets a chat stream from an upstream that speaks Responses`, async (found = '') => {
      const { url } = await serve(transport, 'responses', { mock: { script: [{ text: field }] } })
      const text = await call(found, 'chat', url, true)
      expect(text.trimEnd().endsWith('\n\ndata: [DONE]')).toBe(true)
      const chunks = dataOf(text)
      expect(chunks.map(chunk => chunk.choices?.[0]?.delta?.content ?? '').join('')).toBe(field)
      expect(chunks.filter(chunk => chunk.choices?.[0]?.finish_reason === 'stop')).toHaveLength(1)
    })

    testPeer(`${name} gets a response from an upstream that speaks chat`, async (found = '') => {
      const { url, mock } = await serve(transport, 'chat', answering(sparseCompletion))
      const response = JSON.parse(await call(found, 'responses', url, false))
      expect(response).toMatchObject({
        object: 'response',
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: field }] }],
      })
      expect(mock.requests).toMatchObject([
        {
          api: 'chat',
          body: { messages: [{ role: 'user', content: 'Return a JSON contact form field definition.' }] },
        },
      ])
    })

    testPeer(`${name} gets a Responses stream from an upstream that speaks chat`, async (found = '') => {
      const { url } = await serve(transport, 'chat', { mock: { script: [{ text: field }] } })
      const events = dataOf(await call(found, 'responses', url, true))
      expect(checkResponseEvents(events)).toEqual([])
      expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { status: 'completed' } })
      expect(
        events
          .filter(({ type }) => type === 'response.output_text.delta')
          .map(({ delta }) => delta)
          .join(''),
      ).toBe(field)
    })
  }
})
