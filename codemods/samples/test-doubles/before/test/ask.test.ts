import { beforeEach, expect, it, vi } from 'vitest'
import { ask } from '../src/ask.ts'

const create = vi.fn()

vi.mock('openai', () => ({
  default: class {
    chat = {
      completions: {
        create,
      },
    }
  },
}))

beforeEach(() => {
  create.mockResolvedValue({
    id: 'x',
    choices: [{ message: { role: 'assistant', content: 'Paris' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  })
})

it('answers', async () => {
  expect(await ask('Capital of France?')).toBe('Paris')
  expect(create).toHaveBeenCalledWith({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: expect.stringContaining('France') },
    ],
    max_tokens: 100,
  })
  expect(create).toHaveBeenCalledWith(expect.objectContaining({ max_tokens: 100 }))
})

it('gives an empty text without choices', async () => {
  create.mockResolvedValue({ choices: [] })
  expect(await ask('Nothing?')).toBe('')
})
