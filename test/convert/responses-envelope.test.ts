// Everything about a response but what it says and how it ends.
import { describe, expect, test } from 'vitest'
import { chatChunkEncoder, toChatCompletion } from '../../src/index.ts'
import { answered, completed, created, done, fixed, message, on, streamed, text } from './responses-answers.ts'

describe('the envelope of an answer', () => {
  const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 }
  const counted = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }

  test('is complete where the server says little', () => {
    const { options } = fixed()
    expect(toChatCompletion({ output: [] } as never, options)).toStrictEqual({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 7,
      model: '',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: '', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    })
    expect(Object(toChatCompletion({ id: '', created_at: 1.5, output: [] } as never, fixed().options))).toMatchObject({
      id: 'chatcmpl-1',
      created: 1,
    })
    expect(Object(toChatCompletion({ output: [] } as never)).id).toMatch(/^chatcmpl-[0-9a-f]{32}$/)
    expect(answered([], { model: undefined }, { request: { model: 'asked' } }).completion.model).toBe('asked')
  })

  test('carries what chat has a word for, unless it is null', () => {
    const rest = { usage, service_tier: 'flex', moderation: { a: 1 }, metadata: { b: 'c' } }
    expect(answered([], rest).completion).toMatchObject({ ...rest, usage: counted })
    const nothing = { usage: null, service_tier: null, moderation: null, metadata: {} }
    expect(Object.keys(answered([], nothing).completion)).toEqual(['id', 'object', 'created', 'model', 'choices'])
    const { chunks } = streamed([created({ service_tier: 'auto' }), completed([message([text('a')])], rest)])
    expect(chunks.map(({ service_tier }) => service_tier)).toEqual(['flex', 'flex', 'flex', 'flex'])
    expect(chunks.at(-2)).toMatchObject({ moderation: { a: 1 }, metadata: { b: 'c' } })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: counted })
    const silent = streamed([completed([message([text('a')])], nothing)]).chunks
    for (const chunk of silent) expect(Object.keys(chunk)).toEqual(['id', 'object', 'created', 'model', 'choices'])
    expect(silent).toHaveLength(3)
  })

  test.each([
    [undefined, [undefined, undefined, undefined, counted]],
    [{ stream_options: { include_usage: true } }, [null, null, null, counted]],
    [{ stream_options: { include_usage: false } }, [undefined, undefined, undefined]],
    [{ stream_options: null }, [undefined, undefined, undefined]],
    [{}, [undefined, undefined, undefined]],
  ])('reports usage as the request %o asked for it', (request, expected) => {
    const { chunks } = streamed([created(), completed([message([text('a')])], { usage })], { request })
    expect(chunks.map(chunk => chunk.usage)).toEqual(expected)
  })

  test('is the same in every chunk, and its id is made once', () => {
    const events = [
      { type: 'response.created', response: { status: 'in_progress' } },
      on('output_text.delta', { delta: 'a' }),
      { type: 'response.completed', response: { output: [] } },
    ]
    expect(streamed(events).chunks.map(({ id, created, model, object }) => [id, created, model, object])).toEqual(
      Array.from({ length: 3 }, () => ['chatcmpl-1', 7, '', 'chat.completion.chunk']),
    )
    expect(streamed([{ type: 'response.created', response: 'x' }, created(), completed([])]).chunks[0]?.id).toBe(
      'chatcmpl-1',
    )
  })

  test('restores nothing, but tells the losses once, before the last chunk', () => {
    const { options, losses } = fixed()
    const encoder = chatChunkEncoder(options)
    const told: string[] = []
    encoder.push(created({ temperature: 0.5 }) as never)
    encoder.push(done({ id: 'ws_1', type: 'web_search_call', status: 'completed' }) as never)
    told.push(...losses)
    encoder.push(
      completed([{ id: 'ws_1', type: 'web_search_call', status: 'completed' }], { temperature: 0.5 }) as never,
    )
    expect([told, losses]).toEqual([[], ['dropped /temperature', 'dropped /output/0']])
    const strict = chatChunkEncoder({ strict: true })
    expect(() => strict.push(completed([], { temperature: 0.5 }) as never)).toThrow(
      'Leave it out, or convert without `strict`',
    )
  })
})
