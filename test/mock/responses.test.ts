// Responses of the mock, without streaming, as the official SDK reads them.
import type OpenAI from 'openai'
import { expect, test } from 'vitest'
import { arguments_, connect, responsesTools, weather } from './client.ts'

test('a plain question gives a whole Response object, with the request echoed', async () => {
  const { client } = connect({ now: () => 1_800_000_000 })
  const result = await client.responses.create({
    model: 'gpt-4.1-mini',
    instructions: 'Be brief',
    input: 'Hello there',
    temperature: 0.5,
    metadata: { team: 'blue' },
    reasoning: { effort: 'low' },
  })
  expect(result.output_text).toBe('You said: "Hello there"')
  expect(result).toMatchObject({
    id: 'resp_mock1',
    object: 'response',
    created_at: 1_800_000_000,
    completed_at: 1_800_000_000,
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: 'Be brief',
    metadata: { team: 'blue' },
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: 'low', summary: null },
    service_tier: 'default',
    store: true,
    temperature: 0.5,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 4,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 14,
    },
    output: [{ id: 'msg_mock1', type: 'message', status: 'completed', role: 'assistant' }],
  })
})

test('a function that does not say strict is strict in the echo, with a closed schema', async () => {
  const { client } = connect()
  const open = { type: 'object', properties: { city: { type: 'string' } } }
  const silent: Partial<OpenAI.Responses.FunctionTool> = { type: 'function', name: 'f', parameters: open }
  const result = await client.responses.create({
    model: 'm',
    input: 'Hi',
    tools: [silent as OpenAI.Responses.FunctionTool],
  })
  expect(result.tools[0]).toMatchObject({ strict: true, parameters: { ...open, additionalProperties: false } })
})

test('a tool is called, and its result is told, with and without the memory of the server', async () => {
  const { client } = connect()
  const input: OpenAI.Responses.ResponseInput = [{ role: 'user', content: 'What is the weather in Paris?' }]
  const first = await client.responses.create({ model: 'm', input, tools: responsesTools })
  expect(first.output).toEqual([
    {
      id: 'fc_mock1',
      type: 'function_call',
      status: 'completed',
      arguments: JSON.stringify(arguments_),
      call_id: 'call_mock1',
      name: 'get_weather',
    },
  ])
  const output = { type: 'function_call_output' as const, call_id: 'call_mock1', output: '21 degrees' }
  const carried = [...input, ...(first.output as OpenAI.Responses.ResponseInputItem[]), output]
  const second = await client.responses.create({ model: 'm', input: carried, tools: responsesTools })
  expect(second.output_text).toBe('The tool said: "21 degrees"')
  const remembered = await client.responses.create({ model: 'm', input: [output], previous_response_id: first.id })
  expect(remembered.output_text).toBe('The tool said: "21 degrees"')
  expect(remembered.usage?.input_tokens).toBeGreaterThan(10)
})

test('a custom tool gets an input text, a namespaced one its namespace', async () => {
  const { client } = connect()
  const custom = await client.responses.create({
    model: 'm',
    input: 'Run it',
    tools: [{ type: 'custom', name: 'exec' }],
  })
  expect(custom.output[0]).toMatchObject({ type: 'custom_tool_call', id: 'ctc_mock1', name: 'exec', input: 'Run it' })
  const namespace = { type: 'namespace' as const, name: 'crm', description: 'CRM', tools: responsesTools }
  const spaced = await client.responses.create({ model: 'm', input: 'Weather in Paris', tools: [namespace] })
  expect(spaced.output[0]).toMatchObject({ type: 'function_call', name: 'get_weather', namespace: 'crm' })
})

test('the choice of tools is respected in each of its forms', async () => {
  const { client } = connect()
  const called = async (
    tool_choice: NonNullable<OpenAI.Responses.ResponseCreateParams['tool_choice']>,
    input = 'Hi',
  ) => {
    const result = await client.responses.create({ model: 'm', input, tools: responsesTools, tool_choice })
    return result.output.flatMap(item => (item.type === 'function_call' ? [item.name] : []))
  }
  expect(await called('none')).toEqual([])
  expect(await called('required')).toEqual(['get_weather'])
  expect(await called({ type: 'function', name: 'get_time' })).toEqual(['get_time'])
  const allowed = {
    type: 'allowed_tools' as const,
    mode: 'required' as const,
    tools: [{ type: 'function', name: 'get_time' }],
  }
  expect(await called(allowed)).toEqual(['get_time'])
  expect(await called('auto', 'in parallel')).toEqual(['get_weather', 'get_time'])
})

test('structured output is an instance of the schema, which parse reads', async () => {
  const { client } = connect()
  const result = await client.responses.parse({
    model: 'm',
    input: 'Weather in Paris',
    text: { format: { type: 'json_schema', name: 'weather', strict: true, schema: weather.parameters } },
  })
  expect(result.output_parsed).toEqual(arguments_)
  const mode = await client.responses.create({
    model: 'm',
    input: 'As json',
    text: { format: { type: 'json_object' } },
  })
  expect(JSON.parse(mode.output_text)).toEqual({ message: 'You said: "As json"' })
})

test('a limit that is reached leaves the response and its last item incomplete', async () => {
  const { client } = connect()
  const input = Array.from({ length: 30 }, (_, index) => `w${index}`).join(' ')
  const result = await client.responses.create({ model: 'm', input, max_output_tokens: 16 })
  expect(result).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    completed_at: null,
    output: [{ status: 'incomplete' }],
    usage: { output_tokens: 16 },
  })
  expect(result.output_text).toMatch(/^You said: "w0 w1/)
  expect(result.output_text.split(' ')).toHaveLength(16)
})

test('token probabilities are there when they are included', async () => {
  const { client } = connect()
  const result = await client.responses.create({
    model: 'm',
    input: 'Hi',
    include: ['message.output_text.logprobs'],
    top_logprobs: 1,
  })
  const [message] = result.output
  const part = message?.type === 'message' ? message.content[0] : undefined
  const tokens = part?.type === 'output_text' ? part.logprobs?.map(entry => entry.token) : []
  expect(tokens).toEqual(['You', ' said:', ' "Hi"'])
})
