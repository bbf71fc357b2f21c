import { expect, test, vi } from 'vitest'
import { Titles } from '../src/titles.ts'

const completion = (content: string) => ({ choices: [{ message: { content } }] }) as never

test('asks once for each text', async () => {
  const titles = new Titles()
  const create = vi.spyOn(titles.client.chat.completions, 'create')
  create.mockResolvedValueOnce(completion(' First '))
  create.mockResolvedValueOnce({ choices: [{ message: { content: null }, finish_reason: 'stop' }] } as never)
  expect(await titles.of(['a', 'b'])).toEqual(['First', 'Untitled'])
  expect(titles.client.chat.completions.create).toHaveBeenCalledTimes(2)
  expect(create).toHaveBeenCalledWith({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'A title for: a' }],
  })
})

test('refuses what was cut short', async () => {
  const titles = new Titles()
  vi.spyOn(titles.client.chat.completions, 'create').mockResolvedValue({
    choices: [{ index: 0, message: { role: 'assistant', content: 'A very' }, finish_reason: 'length' }],
  } as never)
  await expect(titles.of(['a'])).rejects.toThrow('too long')
})
