// Chat completions of the mock, without streaming, as the official SDK reads them.
import type OpenAI from 'openai'
import { expect, test } from 'vitest'
import { arguments_, chatTools, connect, time, weather } from './client.ts'

test('a plain question is quoted back, with usage that adds up', async () => {
  const { client } = connect()
  const result = await client.chat.completions.create({
    model: 'gpt-4.1-mini',
    messages: [{ role: 'user', content: 'Hello there' }],
  })
  expect(result).toEqual({
    id: 'chatcmpl-mock1',
    object: 'chat.completion',
    created: 1735689600,
    model: 'gpt-4.1-mini',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'You said: "Hello there"', refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 5,
      completion_tokens: 4,
      total_tokens: 9,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_mock',
  })
  expect(result._request_id).toBe('req_mock1')
})

test('a tool is called, and its result is told', async () => {
  const { client } = connect()
  const ask = { role: 'user' as const, content: 'What is the weather in Paris?' }
  const first = await client.chat.completions.create({ model: 'm', messages: [ask], tools: chatTools })
  const message = first.choices[0]?.message
  expect(first.choices[0]?.finish_reason).toBe('tool_calls')
  expect(message?.content).toBeNull()
  expect(message?.tool_calls).toEqual([
    { id: 'call_mock1', type: 'function', function: { name: 'get_weather', arguments: JSON.stringify(arguments_) } },
  ])
  const second = await client.chat.completions.create({
    model: 'm',
    messages: [ask, message as never, { role: 'tool', tool_call_id: 'call_mock1', content: '21 degrees' }],
    tools: chatTools,
  })
  expect(second.choices[0]?.message.content).toBe('The tool said: "21 degrees"')
  expect(second.choices[0]?.finish_reason).toBe('stop')
})

test('runTools goes through the whole loop', async () => {
  const { client, mock } = connect()
  const seen: unknown[] = []
  const runner = client.chat.completions.runTools({
    model: 'm',
    messages: [{ role: 'user', content: 'Weather in Paris?' }],
    tools: [
      {
        type: 'function',
        function: {
          ...weather,
          parse: JSON.parse,
          function: (args: unknown) => {
            seen.push(args)
            return 'sunny'
          },
        },
      },
    ],
  })
  expect(await runner.finalContent()).toBe('The tool said: "sunny"')
  expect(seen).toEqual([arguments_])
  expect(mock.requests).toHaveLength(2)
})

test('the choice of tools is respected in each of its forms', async () => {
  const { client } = connect()
  const called = async (tool_choice: OpenAI.ChatCompletionToolChoiceOption, content = 'Hi') => {
    const messages = [{ role: 'user' as const, content }]
    const result = await client.chat.completions.create({ model: 'm', messages, tools: chatTools, tool_choice })
    return result.choices[0]?.message.tool_calls?.map(call => call.type === 'function' && call.function.name) ?? []
  }
  const named = { type: 'function' as const, function: { name: 'get_time' } }
  expect(await called('none')).toEqual([])
  expect(await called('required')).toEqual(['get_weather'])
  expect(await called(named)).toEqual(['get_time'])
  expect(await called({ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [named] } })).toEqual(['get_time'])
  expect(await called('auto', 'Do both please')).toEqual(['get_weather', 'get_time'])
})

test('an old caller of functions is answered in the old form', async () => {
  const { client } = connect()
  const result = await client.chat.completions.create({
    model: 'm',
    messages: [{ role: 'user', content: 'Weather in Paris, both ways?' }],
    functions: [weather, time],
  })
  expect(result.choices[0]?.finish_reason).toBe('function_call')
  expect(result.choices[0]?.message.function_call).toEqual({
    name: 'get_weather',
    arguments: JSON.stringify(arguments_),
  })
})

test('structured output is an instance of the schema, which parse reads', async () => {
  const { client } = connect()
  const schema = weather.parameters
  const result = await client.chat.completions.parse({
    model: 'm',
    messages: [{ role: 'user', content: 'Weather in Paris' }],
    response_format: { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } },
  })
  expect(result.choices[0]?.message.parsed).toEqual(arguments_)
})

test('several choices, stop sequences, limits and token probabilities are what was asked for', async () => {
  const { client } = connect()
  const messages = [{ role: 'user' as const, content: 'one two three four' }]
  const two = await client.chat.completions.create({ model: 'm', messages, n: 2 })
  expect(two.choices.map(choice => choice.index)).toEqual([0, 1])
  expect(two.usage?.completion_tokens).toBe(12)
  const stopped = await client.chat.completions.create({ model: 'm', messages, stop: [' three'] })
  expect(stopped.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'You said: "one two' } })
  const short = await client.chat.completions.create({ model: 'm', messages, max_tokens: 3 })
  expect(short.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'You said: "one' } })
  expect(short.usage?.completion_tokens).toBe(3)
  const likely = await client.chat.completions.create({
    model: 'm',
    messages,
    max_tokens: 1,
    logprobs: true,
    top_logprobs: 2,
  })
  const content = likely.choices[0]?.logprobs?.content
  expect(content?.map(entry => entry.token)).toEqual(['You'])
  expect(content?.[0]?.bytes).toEqual([89, 111, 117])
  expect(content?.[0]?.top_logprobs.map(entry => entry.token)).toEqual(['You', 'You~'])
})
