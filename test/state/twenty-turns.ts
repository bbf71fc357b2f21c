// A conversation of twenty turns with tools and images in it, as every client holds it against the same script.
import type OpenAI from 'openai'

export const model = 'mock-1'
export const turns = 20

export const weather = {
  type: 'function' as const,
  name: 'weather',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
}

export const image = 'data:image/png;base64,iVBORw0KGgo='

/** What is said in a turn: a text, an image, or the result of the call before. */
export function said(turn: number, before: OpenAI.Responses.Response | undefined): OpenAI.Responses.ResponseInput {
  const call = before?.output.find(item => item.type === 'function_call')
  if (call?.type === 'function_call')
    return [{ type: 'function_call_output', call_id: call.call_id, output: '21 degrees' }]
  const text = { type: 'input_text' as const, text: `turn ${turn}` }
  if (turn % 4 === 1)
    return [{ role: 'user', content: [text, { type: 'input_image', image_url: image, detail: 'auto' }] }]
  return [{ role: 'user', content: `turn ${turn}` }]
}

/** Every third turn is answered with a call. */
export const script = Array.from({ length: turns }, (_, turn) =>
  turn % 3 === 2
    ? { calls: [{ name: 'weather', arguments: { city: 'Paris' }, id: `call_${turn}` }] }
    : { text: `Answer ${turn}.` },
)

export const ways = ['previous', 'conversation', 'whole'] as const
export type Way = (typeof ways)[number]
