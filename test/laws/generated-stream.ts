// Chat streams made by a seeded generator: sound ones, with their deltas in the order in which servers send them.
import type { Json, JsonObject } from './json.ts'
import type { Random } from './malformed.ts'

function chunk(delta: JsonObject, rest: JsonObject = {}): Json {
  const choice = { index: 0, delta, finish_reason: null, logprobs: null, ...rest }
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [choice] }
}

const logprobs: Json = { content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }], refusal: null }
const citation: Json = { url: 'https://example.com', title: 't', start_index: 0, end_index: 1 }

const texts = [
  chunk({ content: 'Hi ' }),
  chunk({ content: 'é' }, { logprobs }),
  chunk({ content: '' }),
  chunk({ annotations: [{ type: 'url_citation', url_citation: citation }] }),
  chunk({ vendor: 'z' }),
  chunk({ content: 'other' }, { index: 1 }),
]
const calls = [
  chunk({ tool_calls: [{ index: 0, id: 'call_0', type: 'function', function: { name: 'f', arguments: '{' } }] }),
  chunk({ tool_calls: [{ index: 1, id: 'call_1', type: 'function', function: { name: 'g', arguments: '' } }] }),
  chunk({ tool_calls: [{ index: 2, id: 'call_2', type: 'custom', custom: { name: 'h', input: 'x' } }] }),
]

function some(random: Random, most: number, from: Json[]): Json[] {
  const count = Math.floor(random() * (most + 1))
  return Array.from({ length: count }, () => from[Math.floor(random() * from.length)] ?? null)
}

/** Reasoning, then text, then a refusal or calls: whatever of it the generator picks, interleaved within each group. */
export function generatedStream(random: Random): Json[] {
  const called = some(random, random() < 0.5 ? 5 : 0, calls)
  const legacy = called.length === 0 ? some(random, 1, [chunk({ function_call: { name: 'f', arguments: '{}' } })]) : []
  const own = called.length > 0 ? 'tool_calls' : legacy.length > 0 ? 'function_call' : 'stop'
  const ends = [own, own, own, 'stop', 'length', 'content_filter']
  return [
    chunk({ role: 'assistant', content: '' }),
    ...some(random, 2, [chunk({ reasoning_content: 'Hm ' })]),
    ...some(random, 5, texts),
    ...some(random, 1, [chunk({ refusal: 'No' })]),
    ...called,
    ...legacy,
    chunk({}, { finish_reason: ends[Math.floor(random() * ends.length)] ?? own }),
    {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [],
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    },
    '[DONE]',
  ]
}
