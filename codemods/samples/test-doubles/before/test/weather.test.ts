import { expect, it, vi } from 'vitest'

const mocks = vi.hoisted(() => ({ create: vi.fn() }))

vi.mock('openai', () => ({
  default: vi.fn(function () {
    return { chat: { completions: { create: mocks.create } } }
  }),
}))

it('reads the city out of the call', async () => {
  const { cityOf } = await import('../src/weather.ts')
  mocks.create.mockResolvedValue({
    choices: [
      {
        message: {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_7', type: 'function', function: { name: 'weather', arguments: JSON.stringify({ city: 'Paris' }) } },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
  })
  expect(await cityOf('Is it raining?')).toBe('Paris')
})
