// The official SDK, majors 4 to 7, calling Responses.
import { clientOf, collect, majors, type Client as SdkClient } from '../fetch/sdk.ts'
import type { Client, Run } from './client.ts'
import { citySchema, imageUrl, instructions, model, question, reportSchema, timeIn, weatherIn } from './scenarios.ts'
import type { Seat } from './seats.ts'

const tools = ['weather', 'time'].map(name => ({
  type: 'function',
  name,
  description: `The ${name} in a city.`,
  parameters: citySchema,
  strict: true,
}))
const format = { type: 'json_schema', name: 'report', strict: true, schema: reportSchema }
const asked = { role: 'user', content: question }
const plain = { model, instructions, input: question, temperature: 0.5, max_output_tokens: 100, store: false }
const reasoned = { model: 'gpt-5', temperature: undefined, reasoning: { effort: 'low' } }

interface Answer {
  output: { type: string; name: string; call_id: string; arguments: string }[]
}

const results: Record<string, (city: string) => string> = { weather: weatherIn, time: timeIn }

async function converse(ask: (input: object[]) => Promise<Answer>) {
  const input: object[] = [asked]
  const answers: Answer[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await ask(input)
    answers.push(answer)
    const calls = answer.output.filter(item => item.type === 'function_call')
    if (calls.length === 0) break
    const outputs = calls.map(({ call_id, name, arguments: written }) => ({
      type: 'function_call_output',
      call_id,
      output: results[name]?.(JSON.parse(written).city),
    }))
    input.push(...answer.output, ...outputs)
  }
  return { answers, input }
}

/** The events a program listens to, put together by hand, and the response of the last one. */
function read(events: { type: string; delta?: string; item?: unknown; response?: Answer }[]) {
  const text = (type: string) =>
    events
      .filter(event => event.type === type)
      .map(({ delta }) => delta)
      .join('')
  return {
    text: text('response.output_text.delta'),
    reasoning: text('response.reasoning_text.delta'),
    arguments: text('response.function_call_arguments.delta'),
    items: events.filter(({ type }) => type === 'response.output_item.done').map(({ item }) => item),
    end: events.at(-1),
  }
}

function sdkResponses(name: keyof typeof majors): Client {
  const creator = ({ baseURL, fetch }: Seat) => {
    const client: SdkClient = clientOf(name, baseURL, fetch)
    return client.responses.create.bind(client.responses)
  }
  const whole = (body: object) => (seat: Seat) => creator(seat)({ ...plain, ...body })
  const streamed = (body: object) => async (seat: Seat) =>
    read((await collect(await creator(seat)({ ...plain, ...body, stream: true }))) as never)
  const loop: Run = seat => converse(input => whole({ tools, input })(seat) as Promise<Answer>)
  const streamedLoop: Run = seat =>
    converse(async input => {
      const { end, ...read } = await streamed({ tools, input })(seat)
      return { read, ...(end?.response as Answer) }
    })
  const picture = [
    { type: 'input_text', text: question },
    { type: 'input_image', image_url: imageUrl, detail: 'low' },
  ]
  return {
    name,
    caller: 'responses',
    runs: {
      'plain text': whole({}),
      'streamed text': streamed({}),
      'one tool call': loop,
      'one tool call, streamed': streamedLoop,
      'parallel tool calls': loop,
      'parallel tool calls, streamed': streamedLoop,
      'text before a tool call': streamedLoop,
      'structured output': whole({ text: { format } }),
      'structured output, streamed': streamed({ text: { format } }),
      reasoning: whole(reasoned),
      'reasoning, streamed': streamed(reasoned),
      'an image': whole({ input: [{ role: 'user', content: picture }] }),
      'a length limit': whole({}),
      'error 429': whole({}),
      'error 400': streamed({}),
    },
  }
}

export const sdkResponsesClients = (Object.keys(majors) as (keyof typeof majors)[]).map(sdkResponses)
