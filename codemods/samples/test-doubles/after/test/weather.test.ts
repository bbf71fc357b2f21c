import { expect, it, vi } from 'vitest'

const mocks = vi.hoisted(() => ({ create: vi.fn() }))

vi.mock('openai', () => ({
  default: vi.fn(function () {
    return { responses: { create: mocks.create } }
  }),
}))

it('reads the city out of the call', async () => {
  const { cityOf } = await import('../src/weather.ts')
  mocks.create.mockResolvedValue({
    status: 'completed',
    output_text: '',
    output: [{ type: 'function_call', call_id: 'call_7', name: 'weather', arguments: JSON.stringify({ city: 'Paris' }) }],
  })
  expect(await cityOf('Is it raining?')).toBe('Paris')
})
