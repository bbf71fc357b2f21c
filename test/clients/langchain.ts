// LangChain's ChatOpenAI, with useResponsesApi and without.
import { AIMessageChunk, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatOpenAI } from '@langchain/openai'
import { z } from 'zod'
import type { Side } from '../fixtures.ts'
import type { Client, Run } from './client.ts'
import { imageUrl, instructions, model, question, timeIn, weatherIn } from './scenarios.ts'
import type { Seat } from './seats.ts'

const place = (name: string, execute: (city: string) => string) =>
  tool(async ({ city }: { city: string }) => execute(city), {
    name,
    description: `The ${name} in a city.`,
    schema: z.object({ city: z.string() }),
  })
const tools = [place('weather', weatherIn), place('time', timeIn)]
const report = z.object({ city: z.string(), degrees: z.number() })
const asked = [new SystemMessage(instructions), new HumanMessage(question)]
const picture = [
  new HumanMessage({
    content: [
      { type: 'text', text: question },
      { type: 'image_url', image_url: { url: imageUrl, detail: 'low' } },
    ],
  }),
]

type Answer = AIMessageChunk | Awaited<ReturnType<ChatOpenAI['invoke']>>

/** What a program reads of a message. */
function shown(message: Answer) {
  const { id, content, tool_calls, invalid_tool_calls, usage_metadata, response_metadata, additional_kwargs } = message
  return {
    id,
    text: message.text,
    content,
    tool_calls,
    invalid_tool_calls,
    usage_metadata,
    response_metadata,
    additional_kwargs,
    blocks: message.contentBlocks,
  }
}

function langchain(caller: Side): Client {
  const chatAt = ({ baseURL, fetch }: Seat) =>
    new ChatOpenAI({
      model,
      apiKey: 'sk-test',
      configuration: { baseURL, fetch },
      useResponsesApi: caller === 'responses',
      temperature: 0.5,
      maxTokens: 100,
      maxRetries: 0,
      streamUsage: true,
    })
  const reasonerAt = ({ baseURL, fetch }: Seat) =>
    new ChatOpenAI({
      model: 'gpt-5',
      apiKey: 'sk-test',
      configuration: { baseURL, fetch },
      useResponsesApi: caller === 'responses',
      reasoning: { effort: 'low' },
      maxRetries: 0,
    })
  type Asking = { invoke: ChatOpenAI['invoke']; stream: ChatOpenAI['stream'] }
  const whole = (chat: Asking, messages: BaseMessage[]): Promise<Answer> => chat.invoke(messages)
  const streamed = async (chat: Asking, messages: BaseMessage[]): Promise<Answer> => {
    let sum: AIMessageChunk | undefined
    for await (const chunk of await chat.stream(messages)) sum = sum?.concat(chunk) ?? chunk
    return sum ?? new AIMessageChunk('')
  }
  const loop =
    (ask: typeof whole): Run =>
    async seat => {
      const chat = chatAt(seat).bindTools(tools, { strict: true })
      const history: BaseMessage[] = [...asked]
      const answers: Answer[] = []
      for (let turn = 0; turn < 4; turn += 1) {
        const answer = await ask(chat as Asking, history)
        answers.push(answer)
        history.push(answer)
        if (!answer.tool_calls?.length) break
        for (const call of answer.tool_calls) {
          const said = await tools.find(({ name }) => name === call.name)?.invoke(call)
          history.push(said instanceof ToolMessage ? said : new ToolMessage({ content: '', tool_call_id: '' }))
        }
      }
      const results = history.filter(message => message instanceof ToolMessage).map(({ content }) => content)
      return { answers: answers.map(shown), results }
    }
  const structured = (seat: Seat) =>
    chatAt(seat).withStructuredOutput(report, { name: 'report', method: 'jsonSchema', strict: true })
  return {
    name: '@langchain/openai',
    caller,
    runs: {
      'plain text': async seat => shown(await whole(chatAt(seat), asked)),
      'streamed text': async seat => shown(await streamed(chatAt(seat), asked)),
      'one tool call': loop(whole),
      'one tool call, streamed': loop(streamed),
      'parallel tool calls': loop(whole),
      'parallel tool calls, streamed': loop(streamed),
      'text before a tool call': loop(streamed),
      'structured output': seat => structured(seat).invoke(asked),
      'structured output, streamed': async seat => {
        const partials: unknown[] = []
        for await (const partial of await structured(seat).stream(asked)) partials.push(partial)
        return partials.at(-1)
      },
      reasoning: async seat => shown(await whole(reasonerAt(seat), asked)),
      'reasoning, streamed': async seat => shown(await streamed(reasonerAt(seat), asked)),
      'an image': async seat => shown(await whole(chatAt(seat), picture)),
      'a length limit': async seat => shown(await whole(chatAt(seat), asked)),
      'error 429': async seat => shown(await whole(chatAt(seat), asked)),
      'error 400': async seat => shown(await streamed(chatAt(seat), asked)),
    },
  }
}

export const langchainClients = [langchain('chat'), langchain('responses')]
