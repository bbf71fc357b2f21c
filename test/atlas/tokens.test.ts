// The tokens of an answer: their counts and log probabilities.
import { describe, expect, test } from 'vitest'
import { Conversion } from '../../src/atlas/conversion.ts'
import { tokenLogprobs } from '../../src/atlas/logprobs.ts'
import { reportFinishReason } from '../../src/atlas/outcome.ts'
import { toResponse } from '../../src/index.ts'

describe('the tokens of an answer', () => {
  test('are counted, with the details Responses requires', () => {
    const counted = (usage: object) => {
      const losses: string[] = []
      const response = toResponse({ choices: [{ message: { content: 'a' } }], usage } as never, {
        onLoss: ({ path }) => losses.push(path),
      })
      return { ...response.usage, losses }
    }
    const empty = {
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    }
    expect(counted({})).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0, ...empty, losses: [] })
    expect(counted({ prompt_tokens: 1, completion_tokens: 2 })).toMatchObject({
      input_tokens: 1,
      output_tokens: 2,
      total_tokens: 3,
    })
    expect(
      counted({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 9, prompt_tokens_details: null }),
    ).toMatchObject({ total_tokens: 9, ...empty })
    expect(
      counted({
        prompt_tokens_details: { audio_tokens: 1, text_tokens: 0, x: 1 },
        completion_tokens_details: { accepted_prediction_tokens: 1 },
      }),
    ).toMatchObject({
      ...empty,
      losses: [
        '/usage/prompt_tokens_details/audio_tokens',
        '/usage/prompt_tokens_details/x',
        '/usage/completion_tokens_details/accepted_prediction_tokens',
      ],
    })
  })

  test('have their probabilities in full', () => {
    expect(tokenLogprobs(null, '')).toEqual([])
    expect(tokenLogprobs(undefined, '')).toEqual([])
    const token = { token: 'é', logprob: -1 }
    expect(
      tokenLogprobs(
        [token, { ...token, bytes: null, top_logprobs: null }, { logprob: 0 }, { ...token, top_logprobs: [token, 1] }],
        '/a',
      ),
    ).toEqual([
      { ...token, bytes: [195, 169], top_logprobs: [] },
      { ...token, bytes: null, top_logprobs: [] },
      { logprob: 0, top_logprobs: [] },
      { ...token, bytes: [195, 169], top_logprobs: [{ ...token, bytes: [195, 169] }, 1] },
    ])
    expect(() => tokenLogprobs([1], '/a')).toThrow('A token must be an object. (at /a/0)')
    expect(() => tokenLogprobs([{ top_logprobs: 1 }], '/a')).toThrow(
      'top_logprobs must be an array. (at /a/0/top_logprobs)',
    )
  })

  test.each([
    ['stop', true, true],
    ['tool_calls', false, true],
    ['function_call', false, true],
    ['tool_calls', true, false],
    ['stop', false, false],
    ['length', true, false],
  ])('that end by %s, with calls: %s, come back otherwise: %s', (reason, calls, reported) => {
    const run = new Conversion()
    reportFinishReason(reason, calls, '/a', run)
    expect(run.mark).toBe(reported ? 1 : 0)
  })
})
