// Twenty turns with tools and images, by previous_response_id and by conversation: the upstream hears what it would have
// heard had the whole conversation been sent each time.
import { Agent, OpenAIResponsesModel, Runner, setTracingDisabled, tool } from '@openai/agents'
import type OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/server/store/open.ts'
import { type Front, stateFront } from './front.ts'

const model = 'mock-1'
const turns = 20
const weather = {
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
const image = 'data:image/png;base64,iVBORw0KGgo='

type Input = OpenAI.Responses.ResponseInput

/** What is said in a turn: a text, an image, or the result of the call before. */
function said(turn: number, before: OpenAI.Responses.Response | undefined): Input {
  const call = before?.output.find(item => item.type === 'function_call')
  if (call?.type === 'function_call')
    return [{ type: 'function_call_output', call_id: call.call_id, output: '21 degrees' }]
  const text = { type: 'input_text' as const, text: `turn ${turn}` }
  if (turn % 4 === 1)
    return [{ role: 'user', content: [text, { type: 'input_image', image_url: image, detail: 'auto' }] }]
  return [{ role: 'user', content: `turn ${turn}` }]
}

/** Every third turn is answered with a call. */
const script = Array.from({ length: turns }, (_, turn) =>
  turn % 3 === 2
    ? { calls: [{ name: 'weather', arguments: { city: 'Paris' }, id: `call_${turn}` }] }
    : { text: `Answer ${turn}.` },
)

type Way = 'previous' | 'conversation' | 'whole'

async function conversation(front: Front, way: Way, stream: boolean): Promise<void> {
  const client = front.client()
  const { id } = way === 'conversation' ? await client.conversations.create() : { id: '' }
  let before: OpenAI.Responses.Response | undefined
  let whole: Input = []
  for (let turn = 0; turn < turns; turn++) {
    const input = said(turn, before)
    whole = [...whole, ...input]
    const request = {
      model,
      tools: [weather],
      input: way === 'whole' ? whole : input,
      ...(way === 'previous' && before !== undefined ? { previous_response_id: before.id } : {}),
      ...(way === 'conversation' ? { conversation: id } : {}),
    }
    before = stream
      ? await client.responses.stream(request).finalResponse()
      : await client.responses.create({ ...request, stream: false })
    whole = [...whole, ...(before.output as Input)]
  }
}

const heard = (front: Front) => front.mock.requests.map(({ body }) => body)

describe.each([false, true])('Twenty turns, streamed: %s', stream => {
  test.each(['previous', 'conversation'] as const)('by %s are what they are when sent whole', async way => {
    const [kept, whole] = [
      stateFront({ store: await openStore('memory') }, { script }),
      stateFront({ store: await openStore('memory') }, { script }),
    ]
    await conversation(kept, way, stream)
    await conversation(whole, 'whole', stream)
    expect(heard(kept)).toHaveLength(turns)
    expect(heard(kept)).toEqual(heard(whole))
  })
})

test('An agent with a tool goes on where it was, turn after turn', async () => {
  setTracingDisabled(true)
  const front = stateFront({ store: await openStore('memory') }, { script })
  const agent = new Agent({
    name: 'guide',
    model: new OpenAIResponsesModel(front.client() as never, model),
    tools: [
      tool({
        name: 'weather',
        description: 'The weather',
        parameters: z.object({ city: z.string() }),
        execute: () => '21 degrees',
      }),
    ],
  })
  const runner = new Runner()
  let previousResponseId: string | undefined
  const answers = []
  for (let turn = 0; turn < 12; turn++) {
    const options = previousResponseId === undefined ? {} : { previousResponseId }
    const result = await runner.run(agent, `turn ${turn}`, options)
    previousResponseId = result.lastResponseId
    answers.push(result.finalOutput)
  }
  expect(answers).toEqual(script.flatMap(answer => ('text' in answer ? [answer.text] : [])).slice(0, 12))
  const last = front.mock.requests.at(-1)?.body as { messages: { role: string }[] }
  expect(last.messages.filter(({ role }) => role === 'user')).toHaveLength(12)
  expect(last.messages.filter(({ role }) => role === 'tool').length).toBeGreaterThan(4)
})
