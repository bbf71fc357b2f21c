import OpenAI from 'openai'
import { expect, it, vi } from 'vitest'

vi.mock('openai', () => ({
  default: class {
    chat = { completions: { create: async () => ({ choices: [{ message: { content: 'doubled' } }] }) } }
  },
}))

it('reads the text', async () => {
  const completion = await new OpenAI().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Test me' }],
  })
  expect(completion.choices[0]?.message.content).toBe('doubled')
})
