// The native rewriter: calls that a loop puts together from their pieces, which come whole in an event of their own.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], stream: true })"
const own = "{ id: '', name: '', args: '' }"
const done = "chunk.type === 'response.output_item.done' && chunk.item.type === 'function_call'"
const whole = '{ id: chunk.item.call_id, name: chunk.item.name, args: chunk.item.arguments }'

const updates = (call: string, part = 'part') =>
  `if (${part}.id) ${call}.id = ${part}.id\n${call}.name += ${part}.function?.name ?? ''\n${call}.args += ${part}.function?.arguments || ''`

const loopOver = (body: string, after = '', holder = '[]') =>
  `const calls = ${holder}\nfor await (const chunk of await ${create}) {\n  for (const part of chunk.choices[0]?.delta?.tool_calls ?? []) {\n${body}\n  }\n${after}}\nuse(calls)`

test.each([
  ['with a question', `if (!calls[part.index]) calls[part.index] = ${own}\n${updates('calls[part.index]')}`],
  ['with a default', `calls[part.index] ??= ${own}\n${updates('calls[part.index]')}`],
  ['under a name', `const i = part.index\nconst call = (calls[i] ||= ${own})\n${updates('call')}`],
  [
    'as long as it is too short',
    `while (calls.length <= part.index) calls.push(${own})\n${updates('calls[part.index]')}`,
  ],
  [
    'from its first piece',
    "if (calls[part.index]) { calls[part.index].args += part.function?.arguments ?? '' }\nelse { calls[part.index] = { id: part.id ?? '', name: part.function?.name ?? '', args: part.function?.arguments ?? '' } }",
  ],
])('a list that grows %s is given whole calls', (_, body) => {
  const { text, obstacles } = rewrite(loopOver(body))
  expect(obstacles).toEqual([])
  expect(text).toContain(`  if (${done}) {\n    calls.push(${whole})\n  }\n`)
})

test('a map and a record keep the number of the call', () => {
  const map = `if (!calls.has(part.index)) calls.set(part.index, ${own})\nconst call = calls.get(part.index)\n${updates('call')}`
  expect(rewrite(loopOver(map, '', 'new Map()')).text).toContain(`calls.set(calls.size, ${whole})`)
  const record = `calls[part.index] ??= ${own}\n${updates('calls[part.index]')}`
  expect(rewrite(loopOver(record, '', '{}')).text).toContain(`calls[Object.keys(calls).length] = ${whole}`)
})

test('a flag beside the loop stays, and what is read when all have come', () => {
  const { text, obstacles } = rewrite(
    `const calls = []\nlet any = false\nfor await (const chunk of await ${create}) {\n  const delta = chunk.choices[0].delta\n  if (delta?.tool_calls && delta.tool_calls.length > 0) {\n    any = true\n    delta.tool_calls.forEach(part => {\n      calls[part.index] ??= ${own}\n      ${updates('calls[part.index]')}\n    })\n  }\n  const reason = chunk.choices[0].finish_reason\n  if (reason === 'tool_calls') use(calls)\n}`,
  )
  expect(obstacles).toEqual([])
  expect(text).toContain(`  if (${done}) {\n    any = true\n    calls.push(${whole})\n  }\n`)
})

const gathers = `calls[part.index] ??= ${own}\n${updates('calls[part.index]')}`

const asking = (beside: string, after: string) =>
  `const calls = []\nlet any = false\nfor await (const chunk of await ${create}) {\n  const delta = chunk.choices[0].delta\n  if (delta?.tool_calls) {\n    ${beside}\n    for (const part of delta.tool_calls) {\n      ${gathers}\n    }\n  }${after}\n}\nuse(calls)`

test('what only a first piece answers may be set behind one question', () => {
  const behind = `calls[part.index] ??= ${own}\nif (part.id) { calls[part.index].id = part.id\ncalls[part.index].name = part.function.name }\ncalls[part.index].args += part.function.arguments`
  expect(rewrite(loopOver(behind)).text).toContain(`calls.push(${whole})`)
})

test('calls that are shown whole keep the shape their caller gave them', () => {
  const call = "{ id: '', type: 'function', function: { name: '', arguments: '' } }"
  const body = `calls[part.index] ??= ${call}\nif (part.id) calls[part.index].id = part.id\ncalls[part.index].function.name += part.function?.name ?? ''\ncalls[part.index].function.arguments += part.function?.arguments ?? ''`
  const { text } = rewrite(loopOver(body).replace('use(calls)', 'console.log(JSON.stringify(calls))'))
  expect(text).toContain(
    "      type: 'function',\n      function: { name: chunk.item.name, arguments: chunk.item.arguments },\n",
  )
})

test.each([
  ['are shown as they come', loopOver(`${gathers}\nshow(calls[part.index].args)`)],
  ['are counted as they come', loopOver(gathers, 'show(calls.length)\n')],
  ['are counted until the end', loopOver(gathers, 'if (!chunk.choices[0].finish_reason) show(calls.length)\n')],
  [
    'are gathered with those of earlier answers',
    `const calls = []\nwhile (more()) {\n${loopOver(gathers).split('\n').slice(1).join('\n')}\n}`,
  ],
  ['begin with others', loopOver(gathers, '', '[first]')],
  ['are put into a field', loopOver(gathers).replaceAll('calls[', 'this.calls[')],
  [
    'lose a piece',
    loopOver(
      `if (!calls[part.index]) calls[part.index] = ${own}\nelse calls[part.index].args += part.function.arguments`,
    ),
  ],
  [
    'have their first piece twice',
    loopOver(
      'calls[part.index] ??= { id: part.id, args: part.function.arguments }\ncalls[part.index].args += part.function.arguments',
    ),
  ],
  ['are timed', loopOver(gathers.replace("{ id: ''", "{ at: Date.now(), id: ''"))],
  ['are handed to a function', loopOver('gather(calls, part)')],
  ['set their id from each', loopOver(gathers.replace('if (part.id) ', ''))],
  ['set their id where it is not null', loopOver(gathers.replace('if (part.id)', 'if (part.id !== null)'))],
  ['add a name that may be missing', loopOver(gathers.replace("name ?? ''", 'name'))],
  ['ask for something else first', loopOver(gathers.replace('if (part.id)', 'if (part.function)'))],
  ['leave an else for other pieces', asking('any = true', ' else others++')],
  ['set a flag that is read meanwhile', asking('any = true', '\n  if (any) others++')],
])('pieces of calls that %s leave the call alone', (_, source) => {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles).toHaveLength(1)
})
