import { beforeEach, expect, it, vi } from 'vitest'
import { ask } from '../src/ask.ts'

const create = vi.fn()

vi.mock('openai', () => ({
  default: class {
    responses = {
      create,
    }
  },
}))

beforeEach(() => {
  create.mockResolvedValue({
    id: 'x',
    status: 'completed',
    output_text: 'Paris',
    usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
  })
})

it('answers', async () => {
  expect(await ask('Capital of France?')).toBe('Paris')
  expect(create).toHaveBeenCalledWith({
    model: 'gpt-4o',
    instructions: 'Be brief.',
    input: expect.stringContaining('France'),
    max_output_tokens: 100,
    store: false,
  })
  expect(create).toHaveBeenCalledWith(expect.objectContaining({ max_output_tokens: 100 }))
})

it('gives an empty text without choices', async () => {
  create.mockResolvedValue({ output_text: '' })
  expect(await ask('Nothing?')).toBe('')
})
