// The AI SDK: openai.chat() and openai.responses().
import { createOpenAI, type OpenAIProvider } from '@ai-sdk/openai'
import { generateObject, generateText, stepCountIs, streamObject, streamText, tool } from 'ai'
import { z } from 'zod'
import type { Side } from '../fixtures.ts'
import type { Client } from './client.ts'
import { imageUrl, instructions, model, question, timeIn, weatherIn } from './scenarios.ts'
import type { Seat } from './seats.ts'

const inputSchema = z.object({ city: z.string() })
const tools = {
  weather: tool({
    description: 'The weather in a city.',
    inputSchema,
    execute: async ({ city }: { city: string }) => weatherIn(city),
  }),
  time: tool({
    description: 'The time in a city.',
    inputSchema,
    execute: async ({ city }: { city: string }) => timeIn(city),
  }),
}
const schema = z.object({ city: z.string(), degrees: z.number() })

type Texts = Pick<Awaited<ReturnType<typeof generateText>>, 'text' | 'finishReason' | 'usage' | 'steps' | 'warnings'>

/** What a program reads: not the raw bodies and headers, which show the wire, nor the times of day. */
function shown({ text, finishReason, usage, steps, warnings }: Texts) {
  return {
    text,
    finishReason,
    usage: tokens(usage),
    warnings,
    steps: steps.map(({ content, reasoningText, finishReason, usage, response }) => ({
      content,
      reasoningText,
      finishReason,
      usage: tokens(usage),
      id: response.id,
      modelId: response.modelId,
      messages: response.messages,
    })),
  }
}

/** Without the counters as the wire had them. */
function tokens({ raw: _, ...counters }: Texts['usage']) {
  return counters
}

async function streamed(options: Parameters<typeof streamText>[0]) {
  const errors: unknown[] = []
  const result = streamText({ ...options, onError: ({ error }) => void errors.push(error) })
  // By what they belong to: which of two calls ends first is not what a program waits for.
  const parts: Record<string, string[]> = {}
  let text = ''
  let reasoning = ''
  for await (const part of result.fullStream) {
    if (part.type === 'text-delta') text += part.text
    if (part.type === 'reasoning-delta') reasoning += part.text
    const owner = 'toolCallId' in part ? part.toolCallId : 'id' in part ? part.id : 'stream'
    if (parts[owner]?.at(-1) !== part.type) parts[owner] = [...(parts[owner] ?? []), part.type]
  }
  if (errors.length > 0) throw errors[0]
  const [steps, usage, finishReason, warnings] = [
    await result.steps,
    await result.usage,
    await result.finishReason,
    await result.warnings,
  ]
  return { parts, reasoning, ...shown({ text, steps, usage, finishReason, warnings }) }
}

function aiSdk(caller: Side): Client {
  const modelAt = ({ baseURL, fetch }: Seat, name = model) => {
    const provider: OpenAIProvider = createOpenAI({ baseURL, fetch, apiKey: 'sk-test' })
    return caller === 'chat' ? provider.chat(name) : provider.responses(name)
  }
  const common = (seat: Seat) => ({
    model: modelAt(seat),
    system: instructions,
    temperature: 0.5,
    maxOutputTokens: 100,
    maxRetries: 0,
    // The provider stores answers unless it is told not to.
    providerOptions: { openai: { store: false } },
  })
  const asked = (seat: Seat) => ({ ...common(seat), prompt: question })
  const tooled = (seat: Seat) => ({ ...asked(seat), tools, stopWhen: stepCountIs(4) })
  const reasoned = (seat: Seat) => ({
    model: modelAt(seat, 'gpt-5'),
    prompt: question,
    maxRetries: 0,
    providerOptions: { openai: { reasoningEffort: 'low', store: false } },
  })
  const whole = async (options: Parameters<typeof generateText>[0]) => shown(await generateText(options))
  const picture = [
    {
      role: 'user' as const,
      content: [
        { type: 'text' as const, text: question },
        { type: 'image' as const, image: imageUrl },
      ],
    },
  ]
  return {
    name: 'ai',
    caller,
    runs: {
      'plain text': seat => whole(asked(seat)),
      'streamed text': seat => streamed(asked(seat)),
      'one tool call': seat => whole(tooled(seat)),
      'one tool call, streamed': seat => streamed(tooled(seat)),
      'parallel tool calls': seat => whole(tooled(seat)),
      'parallel tool calls, streamed': seat => streamed(tooled(seat)),
      'text before a tool call': seat => streamed(tooled(seat)),
      'structured output': async seat => {
        const { object, usage, finishReason } = await generateObject({ ...asked(seat), schema, schemaName: 'report' })
        return { object, usage: tokens(usage), finishReason }
      },
      'structured output, streamed': async seat => {
        const result = streamObject({ ...asked(seat), schema, schemaName: 'report' })
        const partials: unknown[] = []
        for await (const partial of result.partialObjectStream) partials.push(partial)
        return { last: partials.at(-1), object: await result.object, usage: tokens(await result.usage) }
      },
      reasoning: seat => whole(reasoned(seat)),
      'reasoning, streamed': seat => streamed(reasoned(seat)),
      'an image': seat => whole({ ...common(seat), messages: picture }),
      'a length limit': seat => whole(asked(seat)),
      'error 429': seat => whole(asked(seat)),
      'error 400': seat => streamed(asked(seat)),
    },
  }
}

export const aiSdkClients = [aiSdk('chat'), aiSdk('responses')]
