// createFetch with a stream for a chat caller: order, ends, cuts, and what is not quite a stream.
import { describe, expect, test } from 'vitest'
import { callChat, chatUsage, completed, deltas, opening, response, responsesStream, summary } from './streams.ts'
import { eventsOf, jsonAnswer, streamAnswer } from './upstream.ts'

describe('a stream of a Responses upstream', () => {
  test('is a chat stream that ends in [DONE]', async () => {
    const answer = await callChat(streamAnswer(responsesStream))
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(summary(await eventsOf(answer))).toEqual({
      text: 'hi 😀',
      finished: ['stop'],
      usages: [],
      errors: [],
      last: '[DONE]',
    })
  })

  test('brings usage to those who asked for it', async () => {
    const answer = await callChat(streamAnswer(responsesStream), {}, { stream_options: { include_usage: true } })
    expect(summary(await eventsOf(answer)).usages).toEqual([expect.objectContaining(chatUsage)])
  })

  test('is the same however the network cuts it', async () => {
    const options = { now: () => 1, id: (prefix: string) => `${prefix}1` }
    const whole = await (await callChat(streamAnswer([responsesStream.join('')]), options)).text()
    const bytes = new TextEncoder().encode(responsesStream.join(''))
    const single = new Response(
      new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
          controller.close()
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    )
    expect(await (await callChat(single, options)).text()).toBe(whole)
    expect(whole).toContain('data: [DONE]\n\n')
  })

  test('that ends before its terminal event is an error, not an end', async () => {
    const result = summary(await eventsOf(await callChat(streamAnswer(responsesStream.slice(0, 4)))))
    expect(result).toMatchObject({
      text: 'h',
      finished: [],
      errors: [{ message: expect.stringMatching(/ended before/) }],
      last: '[DONE]',
    })
  })

  test('that breaks off is an error, even within an event', async () => {
    const pieces = [...responsesStream.slice(0, 4), 'data: {"type":"response.ou', new Error('socket hang up')]
    const result = summary(await eventsOf(await callChat(streamAnswer(pieces))))
    expect(result).toMatchObject({
      text: 'h',
      finished: [],
      errors: [{ message: expect.stringMatching(/ended before/) }],
      last: '[DONE]',
    })
  })

  test.each([
    ['is not JSON', 'data: {"type":\n\n'],
    ['is longer than allowed', `data: ${'x'.repeat(9000)}\n\n`],
  ])('with an event that %s is one error', async (_, bad) => {
    const pieces = [...responsesStream.slice(0, 4), bad, ...responsesStream.slice(4)]
    const result = summary(await eventsOf(await callChat(streamAnswer(pieces), { maxEventLength: 8000 })))
    expect(result).toMatchObject({ text: 'h', finished: [], last: '[DONE]' })
    expect(result.errors).toHaveLength(1)
  })

  test('is recognised without its content type', async () => {
    for (const type of ['', 'text/plain', 'application/json']) {
      const answer = await callChat(streamAnswer([' ', '\n', ...responsesStream], {}, type))
      expect(summary(await eventsOf(answer)).text).toBe('hi 😀')
    }
  })

  test('that names its events only in the event line is understood', async () => {
    const nameless = [...opening, ...deltas, completed].map(
      ({ type, ...event }) => `event: ${type}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    expect(summary(await eventsOf(await callChat(streamAnswer(nameless))))).toMatchObject({
      text: 'hi 😀',
      finished: ['stop'],
    })
  })

  test('with comments, heartbeats and unknown events is undisturbed', async () => {
    const noisy = responsesStream.flatMap(event => [
      ': ping\n\n',
      'event: ping\ndata:\n\n',
      'data: {"type":"keepalive"}\n\n',
      event,
    ])
    expect(summary(await eventsOf(await callChat(streamAnswer(noisy)))).text).toBe('hi 😀')
  })

  test('that was not sent as one still is one for the caller', async () => {
    const answer = await callChat(jsonAnswer(response), {}, { stream_options: { include_usage: true } })
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(summary(await eventsOf(answer))).toEqual({
      text: 'hi 😀',
      finished: ['stop'],
      usages: [expect.objectContaining(chatUsage)],
      errors: [],
      last: '[DONE]',
    })
  })
})
