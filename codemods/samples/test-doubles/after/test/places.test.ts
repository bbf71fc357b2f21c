import { expect, it, vi } from 'vitest'
import { find } from '../src/places.ts'

vi.mock('responses-bridge/openai', () => ({ wrap: (client: unknown) => client }))

const data = { choices: [{ message: { role: 'assistant', content: 'Paris' } }] }
vi.mock('openai', () => ({
  default: class {
    chat = { completions: { create: () => ({ withResponse: async () => ({ data, response: { status: 200 } }) }) } }
  },
}))

it('tells the status and the place', async () => {
  expect(await find('Capital of France?')).toBe('200: Paris')
})
