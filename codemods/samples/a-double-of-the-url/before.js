import assert from 'node:assert/strict'
import { test } from 'node:test'
import nock from 'nock'
import OpenAI from 'openai'

test('the text is read', async () => {
  nock('https://api.openai.com')
    .post('/v1/chat/completions')
    .reply(200, { choices: [{ index: 0, message: { role: 'assistant', content: 'from nock' }, finish_reason: 'stop' }] })
  const completion = await new OpenAI({ apiKey: 'sk-test' }).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Test me' }],
  })
  assert.equal(completion.choices[0].message.content, 'from nock')
})
