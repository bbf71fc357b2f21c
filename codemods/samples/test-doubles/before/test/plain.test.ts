import { expect, it, vi } from 'vitest'
import { ask } from '../src/plain.ts'

it('reads the text out of plain JSON', async () => {
  const answer = { choices: [{ message: { role: 'assistant', content: 'Paris' } }] }
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue({ ok: true, json: async () => answer }))
  expect(await ask('Capital of France?')).toBe('Paris')
  expect(fetch).toHaveBeenCalledWith('https://api.openai.com/v1/chat/completions', expect.anything())
})
