// The official SDK, majors 4 to 7, calling chat completions the way its readme does.
import { clientOf, collect, majors, type Client as SdkClient } from '../fetch/sdk.ts'
import type { Client, Run } from './client.ts'
import { citySchema, imageUrl, instructions, model, question, reportSchema, timeIn, weatherIn } from './scenarios.ts'
import type { Seat } from './seats.ts'

const messages: object[] = [
  { role: 'system', content: instructions },
  { role: 'user', content: question },
]
const tools = ['weather', 'time'].map(name => ({
  type: 'function',
  function: { name, description: `The ${name} in a city.`, parameters: citySchema, strict: true },
}))
const response_format = { type: 'json_schema', json_schema: { name: 'report', strict: true, schema: reportSchema } }
const plain = { model, messages, temperature: 0.5, max_completion_tokens: 100 }

interface Message {
  role: string
  content: string | null
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[]
}
interface Completion {
  choices: { message: Message; finish_reason: string }[]
  usage: unknown
}
type Delta = Partial<Omit<Message, 'tool_calls'>> & {
  reasoning_content?: string
  tool_calls?: { index: number; id?: string; type?: string; function: { name?: string; arguments?: string } }[]
}

/** What a reader of chunks puts together by hand. */
function summed(chunks: { choices: { delta: Delta; finish_reason: string | null }[]; usage?: unknown }[]): Completion {
  const message = { role: '', content: '', reasoning: '' }
  const calls: NonNullable<Message['tool_calls']> = []
  const end = { finish_reason: '', usage: undefined as unknown }
  for (const { choices, usage } of chunks) {
    end.usage = usage ?? end.usage
    for (const { delta, finish_reason } of choices) {
      end.finish_reason = finish_reason ?? end.finish_reason
      message.role += delta.role ?? ''
      message.content += delta.content ?? ''
      message.reasoning += delta.reasoning_content ?? ''
      for (const { index, id, type, function: part } of delta.tool_calls ?? []) {
        calls[index] ??= { id: id ?? '', type: type ?? '', function: { name: part.name ?? '', arguments: '' } }
        calls[index].function.arguments += part.arguments ?? ''
      }
    }
  }
  const whole = calls.length > 0 ? { ...message, tool_calls: calls } : message
  return { choices: [{ message: whole, finish_reason: end.finish_reason }], usage: end.usage }
}

const results: Record<string, (city: string) => string> = { weather: weatherIn, time: timeIn }

/** Asks, runs the tools it is told to, and asks again with their results, until there is nothing more to run. */
async function converse(ask: (messages: object[]) => Promise<Completion>) {
  const history = [...messages]
  const answers: Completion[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await ask(history)
    answers.push(answer)
    const message = answer.choices[0]?.message
    if (!message?.tool_calls) break
    const outputs = message.tool_calls.map(({ id, function: { name, arguments: written } }) => ({
      role: 'tool',
      tool_call_id: id,
      content: results[name]?.(JSON.parse(written).city),
    }))
    history.push({ role: 'assistant', content: message.content, tool_calls: message.tool_calls }, ...outputs)
  }
  return { answers, history }
}

function sdkChat(name: keyof typeof majors): Client {
  const creator = ({ baseURL, fetch }: Seat) => {
    const client: SdkClient = clientOf(name, baseURL, fetch)
    return client.chat.completions.create.bind(client.chat.completions)
  }
  const whole =
    (body: object): Run =>
    seat =>
      creator(seat)({ ...plain, ...body })
  const streaming = { stream: true, stream_options: { include_usage: true } }
  const streamed =
    (body: object): Run =>
    async seat =>
      summed((await collect(await creator(seat)({ ...plain, ...body, ...streaming }))) as never)
  const loop: Run = seat => converse(history => whole({ tools, messages: history })(seat) as Promise<Completion>)
  const streamedLoop: Run = seat =>
    converse(history => streamed({ tools, messages: history })(seat) as Promise<Completion>)
  const picture = [
    { type: 'text', text: question },
    { type: 'image_url', image_url: { url: imageUrl, detail: 'low' } },
  ]
  return {
    name,
    caller: 'chat',
    runs: {
      'plain text': whole({}),
      'streamed text': streamed({}),
      'one tool call': loop,
      'one tool call, streamed': streamedLoop,
      'parallel tool calls': loop,
      'parallel tool calls, streamed': streamedLoop,
      'text before a tool call': streamedLoop,
      'structured output': whole({ response_format }),
      'structured output, streamed': streamed({ response_format }),
      reasoning: whole({ model: 'gpt-5', temperature: undefined, reasoning_effort: 'low' }),
      'reasoning, streamed': streamed({ model: 'gpt-5', temperature: undefined, reasoning_effort: 'low' }),
      'an image': whole({ messages: [{ role: 'user', content: picture }] }),
      'a length limit': whole({}),
      'error 429': whole({}),
      'error 400': streamed({}),
    },
  }
}

export const sdkChatClients = (Object.keys(majors) as (keyof typeof majors)[]).map(sdkChat)
