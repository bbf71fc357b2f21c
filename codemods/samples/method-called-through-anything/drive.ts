import type * as Program from './before.ts'

export default async function drive({ Assistant, replay }: typeof Program) {
  const assistant = new Assistant()
  console.log(await assistant.greet())
  const call = { id: 'call_1', type: 'function', function: { name: 'now', arguments: '{}' } }
  const asked = { role: 'assistant', content: null, tool_calls: [call] }
  console.log(await replay(assistant, [{ role: 'user', content: 'When?' }, asked, { role: 'tool', tool_call_id: 'call_1', content: 'noon' }]))
}
