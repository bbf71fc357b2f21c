import { expect, it, vi } from 'vitest'
import { ask } from '../src/plain.ts'

it('reads the text out of plain JSON', async () => {
  const answer = { status: 'completed', output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Paris' }] }] }
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue({ ok: true, json: async () => answer }))
  expect(await ask('Capital of France?')).toBe('Paris')
  expect(fetch).toHaveBeenCalledWith('https://api.openai.com/v1/responses', expect.anything())
})
