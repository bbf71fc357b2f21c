import assert from 'node:assert/strict'
import { test } from 'node:test'
import OpenAI from 'openai'

const answer = { choices: [{ index: 0, message: { role: 'assistant', content: 'from a test' }, finish_reason: 'stop' }] }

test('the text is read', async () => {
  const client = new OpenAI({ apiKey: 'sk-test', fetch: async () => Response.json(answer) })
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Test me' }],
  })
  assert.equal(completion.choices[0].message.content, 'from a test')
})
