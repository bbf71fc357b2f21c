// The official Python SDK with only its base URL changed: chat and Responses calls, streaming and not, tools, structured
// output, errors and leaving early, in front of upstreams that speak one API only.
import { afterAll, describe, expect } from 'vitest'
import { printed, pythonSdk, script, testWith } from './peers/peer.ts'
import { closeAll, serve, transports, until } from './serving.ts'

const testSdk = testWith(pythonSdk)
const said = 'You said: "What is the weather in Paris?"'
const call = { name: 'get_weather', arguments: ['city'] }

const expected = {
  leaving: { left: true },
  chat_text: { text: said, finish: 'stop', usage: true },
  chat_stream: { text: said, finish: 'stop', usage: true },
  chat_tools: { ...call, finish: 'tool_calls', answer: 'The tool said: "Sunny"' },
  chat_stream_helper: { ...call, done: true },
  chat_structured: { fields: ['name', 'required'] },
  chat_error: { type: 'BadRequestError', status: 400, param: expect.stringMatching(/^messages\[0\]/), id: true },
  responses_text: { text: said, status: 'completed', usage: true },
  responses_stream: { text: said, last: 'response.completed', ordered: true },
  responses_tools: { ...call, type: 'function_call', answer: 'The tool said: "Sunny"' },
  responses_stream_helper: { ...call, done: true },
  responses_structured: { fields: ['name', 'required'] },
  responses_error: { type: 'BadRequestError', status: 400, param: expect.stringMatching(/^input/), id: true },
  asynchronous: { texts: [said, said, said] },
  models: { ids: ['mock-1'] },
}

const servings = transports.flatMap(transport => (['responses', 'chat'] as const).map(api => ({ transport, api })))
const long = { text: 'word '.repeat(400), pace: 50 }

/** One process for all of them: most of its time is loading the SDK. */
async function everything(python: string) {
  const started = await Promise.all(
    servings.map(({ transport, api }) => serve(transport, api, { mock: { script: [long] } })),
  )
  const environment = {
    BASE_URLS: started.map(({ url }) => `${url}/v1`).join(','),
    OPENAI_API_KEY: 'sk-peer',
  }
  const out = await printed(python, [script('sdk.py'), ...Object.keys(expected)], environment)
  return started.map(({ mock }, index) => ({ mock, results: JSON.parse(out)[index] }))
}

let once: ReturnType<typeof everything> | undefined
const outcomes = (python: string) => {
  once ??= everything(python)
  return once
}

afterAll(closeAll)

describe.each(servings)('over the $transport transport, with an upstream that speaks only $api', serving => {
  const of = async (python: string) => {
    const outcome = (await outcomes(python))[servings.indexOf(serving)]
    if (outcome === undefined) throw new Error('no outcome')
    return outcome
  }

  testSdk('every kind of call of the official Python SDK works', async (python = '') => {
    const { results, mock } = await of(python)
    expect(results).toEqual(expected)
    const created = mock.requests.filter(({ method }) => method === 'POST')
    expect(new Set(created.map(({ api }) => api))).toEqual(new Set([serving.api]))
  })

  testSdk('a stream that the official Python SDK closes is closed upstream', async (python = '') => {
    const { mock } = await of(python)
    await until(() => mock.aborted === 1)
    expect(mock.requests.map(({ aborted }) => aborted).indexOf(true)).toBe(0)
  })
})
