// @openai/agents: its chat model and its Responses model, run by its own runner. Tracing, which calls home, is off.
import {
  Agent,
  type AgentInputItem,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  Runner,
  tool,
} from '@openai/agents'
import OpenAI from 'openai'
import { z } from 'zod'
import type { Side } from '../fixtures.ts'
import type { Client, Run } from './client.ts'
import { imageUrl, instructions, model, question, timeIn, weatherIn } from './scenarios.ts'
import type { Seat } from './seats.ts'

export const models = {
  chat: (client: OpenAI, name = model) => new OpenAIChatCompletionsModel(client, name),
  responses: (client: OpenAI, name = model) => new OpenAIResponsesModel(client, name),
} satisfies Record<Side, unknown>

export const clientAt = ({ baseURL, fetch }: Seat) => new OpenAI({ baseURL, fetch, apiKey: 'sk-test', maxRetries: 0 })

export const runner = new Runner({ tracingDisabled: true })

const parameters = z.object({ city: z.string() })
const place = (name: string, execute: (city: string) => string) =>
  tool({ name, description: `The ${name} in a city.`, parameters, execute: ({ city }) => execute(city) })
export const weather = place('weather', weatherIn)
export const time = place('time', timeIn)

const report = z.object({ city: z.string(), degrees: z.number() })

interface Ran {
  readonly newItems: readonly { toJSON(): unknown }[]
  readonly history: readonly unknown[]
  readonly finalOutput?: unknown
  readonly rawResponses: readonly { usage: object; output: unknown; responseId?: string | undefined }[]
  readonly lastAgent?: { name: string } | undefined
}

/** What a program reads of a run. */
export function shown({ finalOutput, newItems, history, rawResponses, lastAgent }: Ran) {
  return {
    finalOutput,
    lastAgent: lastAgent?.name,
    items: newItems,
    history,
    usage: rawResponses.map(({ usage }) => ({ ...usage })),
    ids: rawResponses.map(({ responseId }) => responseId),
  }
}

type Asked = string | AgentInputItem[]
// biome-ignore lint/suspicious/noExplicitAny: the runner's own type for agents of any context
export type AnyAgent = Agent<any, any>

/** Runs an agent to its end, and what it streamed on the way, where it streams. */
export async function runWhole(agent: AnyAgent, input: Asked) {
  return shown(await runner.run(agent, input, { maxTurns: 5 }))
}

export async function runStreamed(agent: AnyAgent, input: Asked) {
  const result = await runner.run(agent, input, { maxTurns: 5, stream: true })
  const deltas: string[] = []
  const events: string[] = []
  for await (const event of result) {
    if (event.type === 'run_item_stream_event') events.push(event.name)
    if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta')
      deltas.push(event.data.delta)
  }
  await result.completed
  return { ...shown(result), events, text: deltas.join('') }
}

function agents(caller: Side): Client {
  const agentAt = (seat: Seat, name?: string) =>
    new Agent({
      name: 'forecaster',
      instructions,
      model: models[caller](clientAt(seat), name),
      tools: name === undefined ? [weather, time] : [],
      modelSettings: name === undefined ? { temperature: 0.5, maxTokens: 100 } : { reasoning: { effort: 'low' } },
    })
  const whole: Run = seat => runWhole(agentAt(seat), question)
  const streamed: Run = seat => runStreamed(agentAt(seat), question)
  const structured = (seat: Seat) =>
    new Agent({ name: 'reporter', instructions, model: models[caller](clientAt(seat)), outputType: report })
  const picture: AgentInputItem[] = [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: question },
        { type: 'input_image', image: imageUrl, detail: 'low' },
      ],
    },
  ]
  return {
    name: '@openai/agents',
    caller,
    runs: {
      'plain text': whole,
      'streamed text': streamed,
      'one tool call': whole,
      'one tool call, streamed': streamed,
      'parallel tool calls': whole,
      'parallel tool calls, streamed': streamed,
      'text before a tool call':
        caller === 'chat'
          ? 'It sends text back with keys that a strict chat server refuses: see agents.test.ts.'
          : streamed,
      'structured output': seat => runWhole(structured(seat), question),
      'structured output, streamed': seat => runStreamed(structured(seat), question),
      reasoning: seat => runWhole(agentAt(seat, 'gpt-5'), question),
      'reasoning, streamed': seat => runStreamed(agentAt(seat, 'gpt-5'), question),
      'an image': seat => runWhole(agentAt(seat), picture),
      'a length limit': caller === 'chat' ? whole : 'It takes no incomplete response.',
      'error 429': whole,
      'error 400': streamed,
    },
  }
}

export const agentClients = [agents('chat'), agents('responses')]
