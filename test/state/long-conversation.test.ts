// Twenty turns with tools and images, by previous_response_id and by conversation: the upstream hears what it would have
// heard had the whole conversation been sent each time.
import {
  Agent,
  type AgentInputItem,
  OpenAIConversationsSession,
  OpenAIResponsesModel,
  Runner,
  setTracingDisabled,
  tool,
} from '@openai/agents'
import type OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/server/store/open.ts'
import { type Front, stateFront } from './front.ts'
import { image, model, said, script, turns, type Way, weather } from './twenty-turns.ts'

type Input = OpenAI.Responses.ResponseInput

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

setTracingDisabled(true)

function agentOf(front: Front) {
  const parameters = z.object({ city: z.string() })
  return new Agent({
    name: 'guide',
    model: new OpenAIResponsesModel(front.client() as never, model),
    tools: [tool({ name: 'weather', description: 'The weather', parameters, execute: () => '21 degrees' })],
  })
}

type Messages = { messages: { role: string; content: unknown }[] }
const lastHeard = (front: Front) => (heard(front).at(-1) as Messages).messages

/** A conversation lists a text as a part; one part of text says what the text says. */
function plainly({ content, ...message }: Messages['messages'][number]) {
  const [part, ...more] = Array.isArray(content) ? content : []
  return { ...message, content: part?.type === 'text' && more.length === 0 ? part.text : content }
}
const texts = script.flatMap(answer => ('text' in answer ? [answer.text] : []))

test('An agent with a tool goes on where it was, turn after turn', async () => {
  const front = stateFront({ store: await openStore('memory') }, { script })
  const agent = agentOf(front)
  const runner = new Runner()
  let previousResponseId: string | undefined
  const answers = []
  for (let turn = 0; turn < 12; turn++) {
    const options = previousResponseId === undefined ? {} : { previousResponseId }
    const result = await runner.run(agent, `turn ${turn}`, options)
    previousResponseId = result.lastResponseId
    answers.push(result.finalOutput)
  }
  expect(answers).toEqual(texts.slice(0, 12))
  const last = lastHeard(front)
  expect(last.filter(({ role }) => role === 'user')).toHaveLength(12)
  expect(last.filter(({ role }) => role === 'tool').length).toBeGreaterThan(4)
})

/** A text, and now and then an image with it. */
function askedOf(turn: number): AgentInputItem {
  const text = `turn ${turn}`
  if (turn % 4 !== 1) return { role: 'user', content: text }
  return {
    role: 'user',
    content: [
      { type: 'input_text', text },
      { type: 'input_image', image },
    ],
  }
}

test.each([
  { stream: false, way: 'a session' },
  { stream: true, way: 'a session' },
  { stream: false, way: 'a conversation' },
  { stream: true, way: 'a conversation' },
  { stream: false, way: 'a chain of responses' },
  { stream: true, way: 'a chain of responses' },
] as const)(
  'An agent in $way tells the upstream what one tells that sends everything: streamed: $stream',
  async ({ stream, way }) => {
    const [kept, whole] = [
      stateFront({ store: await openStore('memory') }, { script }),
      stateFront({ store: await openStore('memory') }, { script }),
    ]
    const client = kept.client()
    const { id: conversationId } = await client.conversations.create()
    const options =
      way === 'a session'
        ? {
            session: new OpenAIConversationsSession({ client: client as never, conversationId }),
            sessionInputCallback: (before: AgentInputItem[], now: AgentInputItem[]) => [...before, ...now],
          }
        : way === 'a conversation'
          ? { conversationId }
          : {}
    const runner = new Runner()
    const run = async (front: Front, input: AgentInputItem[] | string, given: object) => {
      const agent = agentOf(front)
      if (!stream) return runner.run(agent, input, given)
      const result = await runner.run(agent, input, { ...given, stream: true })
      await result.completed
      return result
    }
    let history: AgentInputItem[] = []
    let previousResponseId: string | undefined
    for (let turn = 0; turn < 13; turn++) {
      const asked = askedOf(turn)
      const chained = way === 'a chain of responses' && previousResponseId !== undefined ? { previousResponseId } : {}
      const result = await run(kept, [asked], { ...options, ...chained })
      previousResponseId = result.lastResponseId
      expect(result.finalOutput).toBe(texts[turn])
      history = (await run(whole, [...history, asked], {})).history
    }
    expect(heard(kept)).toHaveLength(heard(whole).length)
    expect(lastHeard(kept).map(plainly)).toEqual(lastHeard(whole).map(plainly))
  },
)
