// createFetch with a stream for a Responses caller: well formed to the end, whatever the upstream does.
import { describe, expect, test } from 'vitest'
import { callResponses, chatStream, chatUsage, responsesEvents, usage } from './streams.ts'
import { completionBody, eventsOf, jsonAnswer, streamAnswer } from './upstream.ts'

describe('a stream of a chat upstream', () => {
  test('is a well-formed Responses stream with usage', async () => {
    const events = await responsesEvents(await callResponses(streamAnswer(chatStream)))
    expect(events.map(event => event.delta).filter(delta => delta)).toEqual(['h', 'i 😀'])
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: { output: [{ content: [{ text: 'hi 😀' }] }], usage },
    })
  })

  test('ends in [DONE] only if that was asked for', async () => {
    const plain = await eventsOf(await callResponses(streamAnswer(chatStream)))
    const marked = await eventsOf(await callResponses(streamAnswer(chatStream), { doneMarker: true }))
    expect(plain).not.toContain('[DONE]')
    expect(marked.filter(event => event === '[DONE]')).toHaveLength(1)
    expect(marked.at(-1)).toBe('[DONE]')
  })

  test.each([
    ['ends early', /ended before/, chatStream.slice(0, 3)],
    ['breaks off', /ended before/, [...chatStream.slice(0, 3), 'data: {"id', new Error('socket hang up')]],
    [
      'holds an error',
      /^Overloaded\.$/,
      [...chatStream.slice(0, 3), 'data: {"error":{"message":"Overloaded.","code":503}}\n\n'],
    ],
    [
      'holds an error event',
      /^Overloaded\.$/,
      [...chatStream.slice(0, 3), 'event: error\ndata: {"message":"Overloaded."}\n\n'],
    ],
    ['holds what is not JSON', /not JSON/, [...chatStream.slice(0, 3), 'data: oops\n\n', ...chatStream.slice(3)]],
  ])('that %s ends in one response.failed with the partial text', async (_, message, pieces) => {
    const events = await responsesEvents(await callResponses(streamAnswer(pieces)))
    expect(events.filter(event => /completed$|failed$/.test(String(event.type)) && event.response)).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({
      type: 'response.failed',
      response: {
        status: 'failed',
        error: { message: expect.stringMatching(message) },
        output: [{ content: [{ text: 'hi 😀' }] }],
      },
    })
  })

  test('that was not sent as one still is one for the caller', async () => {
    const tool_calls = ['a', 'b'].map(name => ({
      id: `call_${name}`,
      type: 'function',
      function: { name, arguments: '{}' },
    }))
    // Some servers give their calls no ids; their places still tell them apart.
    const anonymous = ['c', 'd'].map(name => ({ type: 'function', function: { name, arguments: '{}' } }))
    const message = { role: 'assistant', content: 'hi 😀', tool_calls: [...tool_calls, ...anonymous] }
    const choices = [{ index: 0, message, finish_reason: 'tool_calls' }]
    const answer = await callResponses(jsonAnswer({ ...completionBody, choices, usage: chatUsage }))
    const events = await responsesEvents(answer)
    expect(events.at(-1)).toMatchObject({
      type: 'response.completed',
      response: {
        output: [
          { type: 'message', content: [{ text: 'hi 😀' }] },
          { type: 'function_call', call_id: 'call_a', name: 'a', arguments: '{}' },
          { type: 'function_call', call_id: 'call_b', name: 'b', arguments: '{}' },
          { type: 'function_call', call_id: expect.any(String), name: 'c', arguments: '{}' },
          { type: 'function_call', call_id: expect.any(String), name: 'd', arguments: '{}' },
        ],
        usage,
      },
    })
  })
})
