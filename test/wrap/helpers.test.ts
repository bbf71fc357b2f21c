// wrap(client): the SDK's helpers on top of chat completions, for four majors before a Responses-only server.
import { afterEach, describe, expect, test } from 'vitest'
import { collect, eventually, sum } from '../fetch/sdk.ts'
import { closeAll, connect, failure, hello, majors, model, names, parameters } from './sdk.ts'

afterEach(closeAll)

const response_format = { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: parameters } }
// What the SDK's zodResponseFormat makes; without the marks, streams are parsed by 7 alone.
const parseable = Object.defineProperties(
  { ...response_format },
  { $brand: { value: 'auto-parseable-response-format' }, $parseRaw: { value: JSON.parse } },
)
const messages = [{ role: 'user', content: 'How is the weather in Rome?' }]

/** A tool for `runTools`, and the arguments it was called with. */
function weather() {
  const asked: unknown[] = []
  const call = (place: unknown) => {
    asked.push(place)
    return 'sunny'
  }
  const tool = { type: 'function', function: { name: 'weather', parameters, parse: JSON.parse, function: call } }
  return { asked, tools: [tool] }
}

describe.each(names)('the helpers of a wrapped client of %s', major => {
  async function helpers(...args: Parameters<typeof connect> extends [unknown, ...infer Rest] ? Rest : never) {
    const connection = await connect(major, ...args)
    return { ...connection, helpers: majors[major].helpers(connection.client) }
  }

  test('parse structured output', async () => {
    const { helpers: chat, mock } = await helpers()
    expect(await chat.parse({ ...hello, response_format })).toMatchObject({
      choices: [{ message: { parsed: { city: expect.any(String) }, refusal: null } }],
    })
    expect(mock.requests[0]?.body).toMatchObject({ text: { format: { type: 'json_schema', name: 'place' } } })
  })

  test('parse a refusal', async () => {
    const { helpers: chat } = await helpers({ script: [{ refusal: 'No.' }] })
    expect(await chat.parse({ ...hello, response_format })).toMatchObject({
      choices: [{ message: { parsed: null, refusal: 'No.' } }],
    })
  })

  test('stream to the final completion', async () => {
    const { helpers: chat } = await helpers()
    const deltas: string[] = []
    const stream = chat.stream(hello).on('content', (delta: string) => deltas.push(delta))
    expect(await stream.finalContent()).toBe('You said: "hello"')
    expect(deltas.length).toBeGreaterThan(1)
    expect(deltas.join('')).toBe('You said: "hello"')
    expect(await stream.finalChatCompletion()).toMatchObject({
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'You said: "hello"' } }],
    })
  })

  test('stream chunks to whoever iterates', async () => {
    const { helpers: chat } = await helpers()
    expect(sum(await collect(chat.stream(hello)))).toMatchObject({ content: 'You said: "hello"', finish: 'stop' })
  })

  test('stream structured output, parsed', async () => {
    const { helpers: chat } = await helpers()
    expect(await chat.stream({ ...hello, response_format: parseable }).finalChatCompletion()).toMatchObject({
      choices: [{ message: { parsed: { city: expect.any(String) } } }],
    })
  })

  test('stream tool calls', async () => {
    const { helpers: chat } = await helpers()
    const tools = [{ type: 'function', function: { name: 'weather', parameters } }]
    const completion = await chat.stream({ model, messages, tools }).finalChatCompletion()
    expect(completion).toMatchObject({
      choices: [{ finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: 'weather' } }] } }],
    })
  })

  test('raise the error of a stream that was cut', async () => {
    const { helpers: chat } = await helpers({ script: [{ text: 'one two three four', cut: 6 }] })
    expect(await failure(chat.stream(hello).finalContent())).toBeInstanceOf(majors[major].errors.APIError)
  })

  test('abort a stream that is left early', async () => {
    const { helpers: chat, mock } = await helpers({ pace: 20 })
    for await (const _ of chat.stream(hello)) break
    await eventually(() => mock.aborted === 1)
  })

  test.each([false, true])('run tools, stream: %s', async stream => {
    const { helpers: chat, mock } = await helpers()
    const { asked, tools } = weather()
    const runner = chat.runTools({ model, messages, tools, stream })
    expect(await runner.finalContent()).toBe('The tool said: "sunny"')
    expect(asked).toEqual([{ city: expect.any(String) }])
    expect(runner.messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ function: { name: 'weather' } }] },
      { role: 'tool', content: 'sunny' },
      { role: 'assistant', content: 'The tool said: "sunny"' },
    ])
    expect(mock.requests.map(({ api }) => api)).toEqual(['responses', 'responses'])
  })
})
