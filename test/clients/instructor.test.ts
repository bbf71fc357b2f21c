// Instructor, which only calls chat completions: every mode in which it makes a model answer in a schema.
import createInstructor, { type Mode } from '@instructor-ai/instructor'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod/v3'
import type { Answer } from '../../src/mock/index.ts'
import { excused, instructorExcuses } from './differences.ts'
import { outcomeOf, tidied } from './outcome.ts'
import { requestFacts } from './request-facts.ts'
import { instructions, model } from './scenarios.ts'
import { bridgedSeat, closeSeats, directSeat, type Seat } from './seats.ts'

// It prints every error and every answer that does not fit, whatever logger it is given.
beforeAll(() => {
  vi.spyOn(console, 'error').mockReturnValue()
  vi.spyOn(console, 'warn').mockReturnValue()
})
afterAll(() => vi.restoreAllMocks())
afterEach(closeSeats)

const report = { city: 'Rome', degrees: 21, notes: ['“sunny” ☀️', 'dry'] }
const text = JSON.stringify(report)
const schema = z.object({ city: z.string(), degrees: z.number(), notes: z.array(z.string()) })
const response_model = { schema, name: 'Report' }
const messages = [
  { role: 'system' as const, content: instructions },
  { role: 'user' as const, content: 'How is the weather in Rome?' },
]

/** How a model answers in each mode. */
const answers: Partial<Record<Mode, (report: object) => Answer>> = {
  FUNCTIONS: report => ({ calls: [{ name: 'Report', arguments: report }] }),
  TOOLS: report => ({ calls: [{ name: 'Report', arguments: report, id: 'call_1' }] }),
  // Written over several lines, as models do it: the mock streams it by words.
  JSON: report => ({ text: JSON.stringify(report, null, 2) }),
  MD_JSON: report => ({ text: `\`\`\`json\n${JSON.stringify(report)}\n\`\`\`` }),
  THINKING_MD_JSON: report => ({ text: `<think>Hm.</think>\n\`\`\`json\n${JSON.stringify(report)}\n\`\`\`` }),
}
const modes = Object.entries(answers) as [Mode, (report: object) => Answer][]

function instructorAt({ baseURL, fetch }: Seat, mode: Mode) {
  const client = new OpenAI({ baseURL, fetch, apiKey: 'sk-test', maxRetries: 0 })
  return createInstructor({ client, mode, retryAllErrors: true })
}

async function both(script: readonly Answer[], run: (seat: Seat) => Promise<unknown>) {
  const [straight, across] = [await directSeat('chat', script), await bridgedSeat('chat', script)]
  const direct = tidied(await outcomeOf(() => run(straight)))
  const bridged = tidied(await outcomeOf(() => run(across)))
  const compared = excused(instructorExcuses, direct, bridged, new Set())
  expect(compared.bridged).toEqual(compared.direct)
  expect(across.mock.requests.map(requestFacts)).toEqual(straight.mock.requests.map(requestFacts))
  return direct
}

describe.each(modes)('Instructor in mode %s', (mode, answer) => {
  test('gets the same report on either side of the bridge', async () => {
    const direct = await both([answer(report)], seat =>
      instructorAt(seat, mode).chat.completions.create({ model, messages, response_model }),
    )
    expect(direct).toMatchObject({ returned: { ...report, _meta: { usage: { total_tokens: expect.any(Number) } } } })
  })

  test('gets the same error', async () => {
    const direct = await both([{ error: { status: 429, message: 'Slow down.' } }], seat =>
      instructorAt(seat, mode).chat.completions.create({ model, messages, response_model }),
    )
    expect(direct).toMatchObject({ thrown: { class: 'RateLimitError', status: 429 } })
  })
})

describe.each(modes.filter(([mode]) => mode !== 'MD_JSON' && mode !== 'THINKING_MD_JSON'))(
  'Instructor in mode %s',
  (mode, answer) => {
    test('grows the same report from a stream', async () => {
      const direct = await both([answer(report)], async seat => {
        const partials: unknown[] = []
        const stream = await instructorAt(seat, mode).chat.completions.create({
          model,
          messages,
          response_model,
          stream: true,
        })
        for await (const partial of stream) partials.push(partial)
        return { last: partials.at(-1), several: partials.length > 3 }
      })
      expect(direct).toMatchObject({ returned: { last: report, several: true } })
    })
  },
)

test('Instructor asks again when an answer does not fit, and says what was wrong', async () => {
  const across = await bridgedSeat('chat', [{ text: '{"city":"Rome"}' }, { text }])
  const asking = instructorAt(across, 'JSON').chat.completions
  expect(await asking.create({ model, messages, response_model, max_retries: 1 })).toMatchObject(report)
  const [, second] = across.mock.requests.map(requestFacts)
  expect(second?.said.slice(-2)).toEqual([
    { who: 'assistant', text: expect.stringContaining('"city":"Rome"') },
    { who: 'user', text: expect.stringContaining('Required at "degrees"') },
  ])
})

test('Instructor in mode JSON_SCHEMA sends what only other vendors take, which is reported', async () => {
  const ask = (seat: Seat) =>
    instructorAt(seat, 'JSON_SCHEMA').chat.completions.create({ model, messages, response_model })
  const straight = await directSeat('chat', [{ text }])
  await expect(ask(straight)).rejects.toThrow("Unknown parameter: 'response_format.schema'")
  const across = await bridgedSeat('chat', [{ text }])
  expect(await ask(across)).toMatchObject(report)
  expect(across.losses).toContainEqual(
    expect.objectContaining({ path: '/response_format/schema', effect: 'dropped', code: 'unknown-field' }),
  )
})
