// What the mock accepts, and what it looks at first.
import { describe, expect, test } from 'vitest'
import { chat, fc, fco, flat, messages, responses, send } from './judged.ts'

describe('accepted are', () => {
  const accepted: [string, string, object][] = [
    [
      'the published chat request',
      'chat/completions',
      {
        model: 'gpt-4.1-mini',
        messages: [
          { role: 'system', content: 'You are a concise API assistant.' },
          { role: 'user', content: 'Give me a contact form field definition.' },
        ],
      },
    ],
    [
      'the published Responses request',
      'responses',
      { model: 'gpt-4.1-mini', input: 'Return a JSON contact form field definition.' },
    ],
    [
      'null where the types allow it',
      'chat/completions',
      { ...chat, max_tokens: null, stop: null, temperature: null, stream: null },
    ],
    [
      'calls and results in any order of the results',
      'chat/completions',
      {
        model: 'm',
        messages: [
          ...messages,
          {
            role: 'assistant',
            content: null,
            tool_calls: ['a', 'b'].map(id => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
          },
          { role: 'tool', tool_call_id: 'b', content: '2' },
          { role: 'tool', tool_call_id: 'a', content: '1' },
        ],
      },
    ],
    [
      'every kind of user content',
      'chat/completions',
      {
        model: 'm',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'x' },
              { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
              { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
              { type: 'file', file: { file_id: 'file_1' } },
            ],
          },
        ],
      },
    ],
    [
      'a call with its output',
      'responses',
      { model: 'm', input: [{ role: 'user', content: 'x' }, { ...fc, id: 'fc_1' }, fco] },
    ],
    ['an output whose call a conversation has', 'responses', { model: 'm', input: [fco], conversation: 'conv_1' }],
    [
      'encrypted reasoning without an id',
      'responses',
      {
        model: 'm',
        input: [
          { type: 'reasoning', summary: [], encrypted_content: 'gAAAA' },
          { role: 'assistant', content: 'x' },
          { role: 'user', content: 'y' },
        ],
      },
    ],
    ['a choice without tools that is no force', 'responses', { ...responses, tool_choice: 'auto' }],
    [
      'tools brought by an item of the input',
      'responses',
      {
        model: 'm',
        tool_choice: 'required',
        input: [
          {
            type: 'additional_tools',
            role: 'developer',
            tools: [{ type: 'namespace', name: 'n', description: 'd', tools: [{ ...flat, strict: false }] }],
          },
          { role: 'user', content: 'x' },
        ],
      },
    ],
    [
      'hosted tools and what they left in the history',
      'responses',
      {
        model: 'm',
        tools: [{ type: 'web_search' }, { type: 'mcp', server_label: 's', server_url: 'https://example.com' }],
        input: [
          { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'x' } },
          { role: 'user', content: 'x' },
        ],
      },
    ],
  ]
  test.each(accepted)('%s', async (_, path, body) => {
    expect(await send(path, body)).toMatchObject({ status: 200 })
  })
})

describe('before anything else', () => {
  test('a body has to be a JSON object, and to say that it is JSON', async () => {
    for (const body of ['{"model":', '[]', '"Hi"', 'null', '']) {
      expect(await send('responses', body)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_json', param: null } },
      })
    }
    const form = await send('chat/completions', chat, {}, { 'content-type': 'text/plain' })
    expect(form).toMatchObject({ status: 400, body: { error: { code: 'unsupported_content_type' } } })
    expect(await send('responses', responses, {}, { 'content-type': 'application/json; charset=utf-8' })).toMatchObject(
      { status: 200 },
    )
  })

  test('the key has to be the right one when there is one', async () => {
    const ask = (headers: Record<string, string>) => send('responses', responses, { apiKey: 'sk-right' }, headers)
    expect(await ask({ authorization: 'Bearer sk-right' })).toMatchObject({ status: 200 })
    expect(await ask({ 'api-key': 'sk-right' })).toMatchObject({ status: 200 })
    expect(await ask({ authorization: 'Bearer sk-wrong' })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_api_key' } },
    })
    expect(await ask({})).toMatchObject({
      status: 401,
      body: { error: { type: 'invalid_request_error', param: null } },
    })
    expect(JSON.stringify(await ask({ authorization: 'Bearer sk-wrong' }))).not.toContain('sk-wrong')
  })

  test('the model has to exist when there is a list, and each API says so in its own way', async () => {
    const options = { models: ['other'] }
    expect(await send('chat/completions', chat, options)).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found', param: null } },
    })
    expect(await send('responses', responses, options)).toMatchObject({
      status: 400,
      body: { error: { code: 'model_not_found', param: 'model' } },
    })
  })
})
