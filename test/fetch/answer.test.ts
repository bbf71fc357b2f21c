// createFetch, on the way back without a stream: results.
import { describe, expect, test } from 'vitest'
import type { Loss } from '../../src/index.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import {
  askChat,
  askResponses,
  chatHello,
  chatUrl,
  completionBody,
  jsonAnswer,
  post,
  responseBody,
  responsesHello,
  scriptedUpstream,
  streamAnswer,
} from './upstream.ts'

const _page = (status: number) =>
  new Response('<!doctype html><title>Bad gateway</title>', { status, headers: { 'content-type': 'text/html' } })

describe('a result', () => {
  test('of a Responses upstream is a chat completion', async () => {
    const answer = await askChat(jsonAnswer(responseBody))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
    })
  })

  test('of a chat upstream is a response that answers the caller’s own request', async () => {
    const answer = await askResponses(jsonAnswer(completionBody), { ...responsesHello, temperature: 0.5 })
    expect(await answer.json()).toMatchObject({
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      temperature: 0.5,
      output: [{ type: 'message', content: [{ type: 'output_text', text: 'hi' }] }],
    })
  })

  test('keeps status and headers, except those that describe the old body', async () => {
    const upstream = jsonAnswer(responseBody, 201, {
      'content-length': '7',
      'content-encoding': 'identity',
      'x-request-id': 'req_1',
      'x-ratelimit-remaining-requests': '9',
      'openai-processing-ms': '12',
    })
    const answer = await askChat(upstream)
    expect(answer.status).toBe(201)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/json',
      'x-request-id': 'req_1',
      'x-ratelimit-remaining-requests': '9',
      'openai-processing-ms': '12',
    })
  })

  test('with losses is answered all the same, under strict too', async () => {
    const losses: Loss[] = []
    const output = [{ type: 'web_search_call', id: 'ws_1', status: 'completed' }, ...responseBody.output]
    const upstream = scriptedUpstream(jsonAnswer({ ...responseBody, output }))
    const options = { upstream: 'responses', strict: true, onLoss: (loss: Loss) => losses.push(loss) } as const
    const answer = await createFetch({ ...options, fetch: upstream.fetch })(chatUrl, post(chatHello))
    expect(answer.status).toBe(200)
    expect(losses.map(loss => loss.path)).toEqual(['/output/0'])
  })

  test('may come without its content type', async () => {
    expect((await askChat(new Response(JSON.stringify(responseBody)))).status).toBe(200)
  })

  // A published gateway's own examples: neither `object` nor a message around the text there, nor finish_reason here.
  test('of a gateway that leaves out most of it is complete for the caller', async () => {
    const text = '{"name":"email","type":"string"}'
    const messages = [
      { role: 'system', content: 'You are a concise API assistant.' },
      { role: 'user', content: 'Give me a contact form field definition.' },
    ]
    const bare = { id: 'resp_123', status: 'completed', output: [{ type: 'output_text', text }] }
    const completion = await askChat(jsonAnswer(bare), { model: 'gpt-4.1-mini', messages })
    expect(await completion.json()).toMatchObject({
      object: 'chat.completion',
      created: expect.any(Number),
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    })

    const choices = [{ index: 0, message: { role: 'assistant', content: text } }]
    const response = await askResponses(jsonAnswer({ id: 'chatcmpl_123', object: 'chat.completion', choices }))
    expect(await response.json()).toMatchObject({
      object: 'response',
      status: 'completed',
      created_at: expect.any(Number),
      usage: null,
      output: [{ type: 'message', content: [{ type: 'output_text', text, annotations: [] }] }],
    })
  })

  test('that was streamed without being asked for is put together', async () => {
    const events = [
      { type: 'response.created', response: { ...responseBody, status: 'in_progress', output: [] } },
      { type: 'response.completed', response: responseBody },
    ]
    const completion = await askChat(streamAnswer(events.map(event => `data: ${JSON.stringify(event)}\n\n`)))
    expect(completion.headers.get('content-type')).toBe('application/json')
    expect(await completion.json()).toMatchObject({ choices: [{ message: { content: 'hi' } }] })

    const [item] = responseBody.output
    const done = { type: 'response.output_item.done', output_index: 0, item }
    const silent = [done, { type: 'response.completed', response: { ...responseBody, output: [] } }]
    const gathered = await askChat(streamAnswer(silent.map(event => `data: ${JSON.stringify(event)}\n\n`)))
    expect(await gathered.json()).toMatchObject({ choices: [{ message: { content: 'hi' } }] })

    const chunk = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: 'chatcmpl-1', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
    const chunks = [
      chunk({ role: 'assistant', content: 'h' }, null),
      chunk({ content: 'i' }, 'stop'),
      'data: [DONE]\n\n',
    ]
    const response = await askResponses(streamAnswer(chunks))
    expect(await response.json()).toMatchObject({ status: 'completed', output: [{ content: [{ text: 'hi' }] }] })

    const cut = await askChat(streamAnswer([`data: ${JSON.stringify(events[0])}\n\n`]))
    expect(cut.status).toBe(502)
  })

  test('that was streamed without being asked for, and without end, is given up', async () => {
    let given: unknown
    const endless = function* () {
      for (;;) yield 'data: endless '
    }
    const upstream = scriptedUpstream(() => streamAnswer(endless(), { whenCancelled: reason => (given = reason) }))
    const bridged = createFetch({ upstream: 'responses', fetch: upstream.fetch, maxEventLength: 1000 })
    const answer = await bridged(chatUrl, post(chatHello))
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/longer than 1000/) } })
    expect(given).toBeInstanceOf(Error)
  })
})
