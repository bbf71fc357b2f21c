// What every client is asked to do. The script is what the model says, whichever API it says it in.
import type { Answer } from '../../src/mock/index.ts'

export interface Scenario {
  readonly script: readonly Answer[]
  /** What the client has to show on the direct way already, or the comparison would be of nothing. */
  readonly shows: readonly string[]
  /** The client throws. */
  readonly fails?: true
}

export const model = 'gpt-4.1-mini'
export const instructions = 'Answer in one sentence.'
export const question = 'How is the weather in Rome, and what time is it there?'
/** One pixel. */
export const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const imageUrl = `data:image/png;base64,${image}`

/** JSON Schema of what both tools take, and of the structured answer. */
export const citySchema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
export const reportSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, degrees: { type: 'number' } },
  required: ['city', 'degrees'],
  additionalProperties: false,
}

/** What the tools answer. */
export const weatherIn = (city: string) => `sunny in ${city}`
export const timeIn = (city: string) => `noon in ${city}`

const sentence = 'It is sunny in Rome, “really” — 21 °C ☀️ and noon.'
const weather = { name: 'weather', arguments: { city: 'Rome' }, id: 'call_weather' }
const time = { name: 'time', arguments: { city: 'Rome "centro" ☀️' }, id: 'call_time' }
const said = { text: sentence }

export const scenarios = {
  'plain text': { script: [said], shows: [sentence] },
  'streamed text': { script: [said], shows: [sentence] },
  'one tool call': { script: [{ calls: [weather] }, said], shows: [sentence, 'sunny in Rome'] },
  'one tool call, streamed': { script: [{ calls: [weather] }, said], shows: [sentence, 'sunny in Rome'] },
  'parallel tool calls': { script: [{ calls: [weather, time] }, said], shows: [sentence, 'sunny in', 'noon in'] },
  'parallel tool calls, streamed': {
    script: [{ calls: [weather, time] }, said],
    shows: [sentence, 'sunny in', 'noon in'],
  },
  'text before a tool call': {
    script: [{ text: 'Let me look.', calls: [weather] }, said],
    shows: [sentence, 'Let me look.'],
  },
  'structured output': { script: [{ text: '{"city":"Rome","degrees":21}' }], shows: ['Rome', '21'] },
  'structured output, streamed': { script: [{ text: '{"city":"Rome","degrees":21}' }], shows: ['Rome', '21'] },
  reasoning: { script: [{ reasoning: { text: 'Let me think.', encrypted: 'sealed' }, ...said }], shows: [sentence] },
  'reasoning, streamed': {
    script: [{ reasoning: { text: 'Let me think.', encrypted: 'sealed' }, ...said }],
    shows: [sentence],
  },
  'an image': { script: [said], shows: [sentence] },
  'a length limit': { script: [{ text: 'It is', finish: 'length' }], shows: ['It is'] },
  'error 429': {
    script: [{ error: { status: 429, message: 'Slow down.', code: 'rate_limit_exceeded' } }],
    shows: ['Slow down.'],
    fails: true,
  },
  'error 400': {
    script: [{ error: { status: 400, message: 'Not like this.', code: 'invalid_value', param: 'model' } }],
    shows: ['Not like this.'],
    fails: true,
  },
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as ScenarioName[]
