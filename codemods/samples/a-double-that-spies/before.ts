import OpenAI from 'openai'
import { expect, it, vi } from 'vitest'

it('reads the text', async () => {
  const client = new OpenAI({ apiKey: 'sk-test' })
  vi.spyOn(client.chat.completions, 'create').mockResolvedValue({ choices: [{ message: { content: 'spied' } }] } as never)
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Test me' }],
  })
  expect(completion.choices[0]?.message.content).toBe('spied')
})
