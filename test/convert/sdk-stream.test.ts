// Chunks as the SDK's own stream: its members work, and its controller is the request's.
import { Stream } from 'openai/streaming'
import { expect, test } from 'vitest'
import { type ResponseEvent, toChatAnswer, toChatStream, toResponse, toResponseEvents } from '../../src/index.ts'

const chunks = ['Hel', 'lo'].map((content, index) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk' as const,
  created: 1,
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: index === 0 ? null : ('stop' as const) }],
}))

const eventStream = () => new Stream<ResponseEvent>(() => toResponseEvents(chunks), new AbortController())

async function textOf(
  stream: AsyncIterable<(typeof chunks)[number] | { choices: { delta: { content?: string | null } }[] }>,
) {
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  return text
}

test('a stream of chunks can be split in two and turned into lines', async () => {
  const [left, right] = toChatStream(Stream, eventStream()).tee()
  expect(await textOf(left)).toBe('Hello')
  const lines = (await new Response(right.toReadableStream() as ReadableStream).text()).trim().split('\n')
  expect(lines.map(line => JSON.parse(line).choices[0]?.delta?.content ?? '').join('')).toBe('Hello')
})

test('its controller is the one of the request', () => {
  const events = eventStream()
  const stream = toChatStream(Stream, events)
  stream.controller.abort()
  expect(events.controller.signal.aborted).toBe(true)
})

test('leaving it early ends the events', async () => {
  let ended = false
  async function* source() {
    try {
      yield* toResponseEvents(chunks)
    } finally {
      ended = true
    }
  }
  const stream = toChatStream(Stream, new Stream<ResponseEvent>(source, new AbortController()))
  for await (const _chunk of stream) break
  expect(ended).toBe(true)
})

test('an answer is a stream where one came, and a completion where it is finished', async () => {
  const streamed = toChatAnswer(Stream, eventStream())
  expect(streamed).toBeInstanceOf(Stream)
  const finished = toResponse({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
  })
  expect(toChatAnswer(Stream, finished)).toMatchObject({ choices: [{ message: { content: 'Hello' } }] })
})
