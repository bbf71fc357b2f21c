import { expect, it, vi } from 'vitest'
import { ask } from '../src/ask.ts'
import { recorded } from './recorded.ts'

const create = vi.fn()

vi.mock('openai', () => ({
  default: class {
    chat = { completions: { create } }
  },
}))

it('answers', async () => {
  create.mockResolvedValue({ ...recorded, choices: [{ message: { content: 'Paris' } }] })
  expect(await ask('Capital of France?')).toBe('Paris')
})
