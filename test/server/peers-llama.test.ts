// A real llama-server as the upstream: a chat request sent straight to it and the equal Responses request sent through the
// server give the same text, calls and structured output, streaming and not; the clients that fail on its own
// /v1/responses succeed here. Runs where BRIDGE_LLAMA is its base URL, /v1 included; any model does.
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import { checkResponseEvents } from '../../src/index.ts'
import { closeAll, responsesPath, serveBefore, streamed, transports } from './serving.ts'

const upstream = process.env.BRIDGE_LLAMA ?? ''
// No registry has it, so no machine can be made to have it: REQUIRE_ALL does not ask for it.
if (upstream === '') console.warn('The tests against llama-server are skipped: BRIDGE_LLAMA does not name one.')

afterEach(closeAll)

const apiKey = 'sk-none'
const sameEachTime = { model: 'local', temperature: 0 }
const system = 'Be brief.'
const question = 'What is the weather like in Oslo?'
const messages = [
  { role: 'system' as const, content: system },
  { role: 'user' as const, content: question },
]
const asked = { ...sameEachTime, instructions: system, input: question, store: false }
const schema = {
  type: 'object',
  properties: { city: { type: 'string', enum: ['Oslo', 'Paris'] }, cold: { type: 'boolean' } },
  required: ['city', 'cold'],
  additionalProperties: false,
}
const tool = { name: 'weather', description: 'The weather in a city.', parameters: schema }
const tools = [{ type: 'function' as const, function: tool }]
const flatTools = [{ type: 'function' as const, ...tool, strict: false }]
const format = { name: 'place', schema, strict: true }
const limit = 128

const straight = new OpenAI({ apiKey, baseURL: upstream || 'http://127.0.0.1:1/v1', maxRetries: 0 })

type Said = string | { readonly name: string; readonly arguments: string }

const said = (output: OpenAI.Responses.Response['output']) =>
  output.flatMap((item): Said[] => {
    if (item.type === 'function_call') return [{ name: item.name, arguments: item.arguments }]
    if (item.type !== 'message') return []
    return item.content.map(part => (part.type === 'output_text' ? part.text : part.refusal))
  })

const saidInChat = ({ content, tool_calls = [] }: OpenAI.Chat.ChatCompletionMessage): Said[] => [
  ...(content ? [content] : []),
  ...tool_calls.flatMap(call =>
    call.type === 'function' ? [{ name: call.function.name, arguments: call.function.arguments }] : [],
  ),
]

const statuses: Record<string, string> = { stop: 'completed', tool_calls: 'completed', length: 'incomplete' }

describe.skipIf(upstream === '').each(transports)('over the %s transport, in front of llama-server', transport => {
  const bridged = async () => {
    const { url, server, notices } = await serveBefore(transport, upstream)
    const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 })
    return { url, server, notices, client }
  }

  test('what it speaks is found out: Responses calls are converted, for its own are poor', async () => {
    const { server, notices } = await bridged()
    expect([...(await server.prepare())]).toEqual(['chat'])
    expect(notices).toEqual([expect.stringContaining('Responses only in part')])
  })

  test.each([
    ['text', {}, {}],
    ['tools', { tools }, { tools: flatTools }],
    [
      'structured output',
      { response_format: { type: 'json_schema' as const, json_schema: format } },
      { text: { format: { type: 'json_schema' as const, ...format } } },
    ],
  ])('%s is the same, whole and in a stream', async (_name, chat, responses) => {
    const { client, url } = await bridged()
    const completion = await straight.chat.completions.create({ ...sameEachTime, messages, max_tokens: limit, ...chat })
    const [choice] = completion.choices
    const expected = choice && saidInChat(choice.message)
    const request = { ...asked, max_output_tokens: limit, ...responses }
    const whole = await client.responses.create(request)
    expect(said(whole.output)).toEqual(expected)
    expect(whole.status).toBe(statuses[choice?.finish_reason ?? ''])
    const final = await client.responses.stream(request).finalResponse()
    expect(said(final.output)).toEqual(expected)
    expect(final.status).toBe(whole.status)
    expect(checkResponseEvents(await streamed(url + responsesPath, request))).toEqual([])
  })

  test('the AI SDK, which fails on its own Responses, succeeds', async () => {
    const { url } = await bridged()
    const model = createOpenAI({ apiKey, baseURL: `${url}/v1` }).responses('local')
    const options = { model, system, prompt: question, temperature: 0, maxOutputTokens: limit, maxRetries: 0 }
    const { text } = await generateText(options)
    expect(await streamText(options).text).toBe(text)
    expect(text).not.toBe('')
  })

  test('its own errors arrive as the caller’s API has them', async () => {
    const { client } = await bridged()
    const tooLong = client.responses.create({ ...asked, input: 'long '.repeat(200_000) })
    await expect(tooLong).rejects.toMatchObject({ status: 400, message: expect.stringContaining('context') })
  })
})
