import { expect, test, vi } from 'vitest'
import { Titles } from '../src/titles.ts'

const completion = (content: string) => ({ output_text: content }) as never

test('asks once for each text', async () => {
  const titles = new Titles()
  const create = vi.spyOn(titles.client.responses, 'create')
  create.mockResolvedValueOnce(completion(' First '))
  create.mockResolvedValueOnce({ status: 'completed', output_text: '' } as never)
  expect(await titles.of(['a', 'b'])).toEqual(['First', 'Untitled'])
  expect(titles.client.responses.create).toHaveBeenCalledTimes(2)
  expect(create).toHaveBeenCalledWith({
    model: 'gpt-4o-mini',
    input: 'A title for: a',
    store: false,
  })
})

test('refuses what was cut short', async () => {
  const titles = new Titles()
  vi.spyOn(titles.client.responses, 'create').mockResolvedValue({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    output_text: 'A very',
  } as never)
  await expect(titles.of(['a'])).rejects.toThrow('too long')
})
