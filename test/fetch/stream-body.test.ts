// createFetch with a stream: back-pressure, cancelling, letting go.
import { describe, expect, test } from 'vitest'
import { callChat, callResponses, chatStream, responsesEvents, responsesStream, summary, usage } from './streams.ts'
import { eventsOf, streamAnswer } from './upstream.ts'

describe('the body of a stream', () => {
  test('is read from the upstream only as far as the caller asks', async () => {
    let reads = 0
    const answer = await callResponses(
      streamAnswer(chatStream, {
        whenRead: () => {
          reads += 1
        },
      }),
    )
    expect(reads).toBe(0)
    const reader = answer.body?.getReader()
    await reader?.read()
    expect(reads).toBe(1)
    await reader?.read()
    expect(reads).toBe(2)
  })

  test('brings everything one read completes in one piece', async () => {
    const answer = await callChat(streamAnswer([responsesStream.join('')]))
    const pieces: Uint8Array[] = []
    for await (const piece of answer.body ?? []) pieces.push(piece)
    expect(pieces).toHaveLength(1)
  })

  test('cancels the upstream when it is cancelled', async () => {
    let reason: unknown
    const answer = await callChat(
      streamAnswer(responsesStream, {
        whenCancelled: why => {
          reason = why
        },
      }),
    )
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel('enough')
    expect(reason).toBe('enough')
  })

  test('ends after the last event, and lets go of an upstream that does not close', async () => {
    let letGo = () => {}
    const cancelled = new Promise<void>(resolve => {
      letGo = resolve
    })
    const body = new ReadableStream({
      start: controller => controller.enqueue(new TextEncoder().encode(responsesStream.join(''))),
      cancel: () => letGo(),
    })
    const answer = await callChat(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
    expect(summary(await eventsOf(answer)).last).toBe('[DONE]')
    await cancelled
  })

  test('takes usage that comes after [DONE], and ends without it all the same', async () => {
    const late = [...chatStream.slice(0, 4), 'data: [DONE]\n\n', chatStream[4] ?? '']
    expect((await responsesEvents(await callResponses(streamAnswer(late)))).at(-1)).toMatchObject({
      type: 'response.completed',
      response: { usage },
    })
    const open = new ReadableStream({
      start: controller => controller.enqueue(new TextEncoder().encode(late.slice(0, 5).join(''))),
    })
    const answer = await callResponses(new Response(open, { headers: { 'content-type': 'text/event-stream' } }))
    expect((await responsesEvents(answer)).at(-1)).toMatchObject({
      type: 'response.completed',
      response: { usage: null },
    })
  })

  test('fails with the caller’s own reason after an abort', async () => {
    const controller = new AbortController()
    const pieces = function* () {
      yield* responsesStream.slice(0, 4)
      controller.abort(new Error('enough'))
      yield new Error('aborted')
    }
    const answer = await callChat(streamAnswer(pieces()), {}, {}, { signal: controller.signal })
    await expect(answer.text()).rejects.toThrow('aborted')
  })
})
