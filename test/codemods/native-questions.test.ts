// The native rewriter: what callers ask of a result before they use it, and what a result comes through.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }] })"
const withTools = "openai.chat.completions.create({ tools: [], messages: [{ role: 'user', content: 'a' }] })"

function reading(code: string, call = create): string {
  const { text, obstacles } = rewrite(`const r = await ${call}\n${code}`)
  expect(obstacles).toEqual([])
  return text.slice(text.indexOf('\n') + 1)
}

const text = 'const text = r.choices[0].message.content\n'
const texts = 'const text = r.output_text\n'
test.each([
  "if (!text) throw new Error('nothing')\nuse(typeof text === 'string' ? JSON.parse(text) : text)",
  "if (!text?.trim()) throw new Error('nothing')\nuse(() => text ?? 'none')",
  'if (text && ready) use(text !== null, typeof text)',
  "use(text ? typeof text : 'none')",
  "console.log('type:', typeof text)",
  "const line = text || ''\nuse(line === '', line !== null)",
])('where a text is sure to be there, its being null is not asked: %s', code => {
  expect(reading(text + code)).toBe(texts + code)
})

test.each([
  "use(typeof text)\nif (!text) throw new Error('nothing')",
  "if (!text) warn()\nuse(typeof text === 'string')",
  'if (!text) { use(text === null) }',
  "if (!text && ready) throw new Error('nothing')\nuse(text ?? 'none')",
  "const line = text ?? undefined\nuse(line === undefined, line ?? 'none')",
])('where it may be missing, the call stays: %s', code => {
  const { obstacles } = rewrite(`const r = await ${create}\n${text}${code}`)
  expect(obstacles).toEqual([expect.objectContaining({ reason: 'null-content' })])
})

test('two questions that have become one are asked once', () => {
  const some = "r.output.some(item => item.type === 'function_call')"
  const finished = "r.choices[0].finish_reason === 'tool_calls'"
  expect(reading(`if (${finished} && r.choices[0].message.tool_calls) go()`, withTools)).toBe(`if (${some}) go()`)
  expect(reading(`if (r.choices[0].message.tool_calls?.length > 0 || ${finished}) go()`, withTools)).toBe(
    `if (${some}) go()`,
  )
  expect(reading(`if (${finished} || !r.choices[0].message.tool_calls) go()`, withTools)).toBe(
    `if (${some} || !${some}) go()`,
  )
})

test('whether there are no calls is asked once', () => {
  const list = 'const calls = r.choices[0].message.tool_calls\n'
  expect(reading(`${list}if (!calls || calls.length === 0) stop()`, withTools)).toContain(
    '\nif (calls.length === 0) stop()',
  )
  expect(
    reading('if (!r.choices[0].message.tool_calls || !r.choices[0].message.tool_calls.length) stop()', withTools),
  ).toBe("if (!r.output.some(item => item.type === 'function_call')) stop()")
  expect(reading(`${list}if (!calls || calls.length === 1) stop()`, withTools)).toContain(
    '\nif (!calls.length || calls.length === 1) stop()',
  )
})

test('a kind of call that does not come may go on being named', () => {
  const named = (kind: string) => `const call = r.choices[0].message.tool_calls[0]
if (call.type !== '${kind}') throw new Error(call.type)
use(call.function.name)`
  expect(reading(named('function'), withTools)).toContain(
    "if (call.type !== 'function_call') throw new Error(call.type)\nuse(call.name)",
  )
  expect(rewrite(`const r = await ${withTools}\n${named('custom')}`).obstacles).toHaveLength(1)
})

test('an answer may race against an error, and against nothing else', () => {
  const race = (other: string) => `const asked = ${create}
const r = await Promise.race([asked, ${other}])
use(r.choices[0].message.content)`
  const { text: raced, obstacles } = rewrite(race('new Promise<never>((_, reject) => setTimeout(reject, 9))'))
  expect(obstacles).toEqual([])
  expect(raced).toContain('use(r.output_text)')
  expect(rewrite(race('new Promise<any>(resolve => setTimeout(resolve, 9))')).obstacles).toHaveLength(1)
})

test('a function that can only give what its callback gives passes an answer on', () => {
  const measured = (declared: string) => `async function measure${declared} { return work() }
const r = await measure('ask', () => ${create})
use(r.choices[0].message.content)`
  const { text: passed, obstacles } = rewrite(measured('<T>(label: string, work: () => Promise<T>): Promise<T>'))
  expect(obstacles).toEqual([])
  expect(passed).toContain('use(r.output_text)')
  expect(rewrite(measured('(label: string, work: () => Promise<any>): Promise<any>')).obstacles).toHaveLength(1)
})

test('a tool that is read by its name is read by its name', () => {
  const code = (read: string) => `const tool = { type: 'function', function: { name: 'f', parameters: {} } }
const r = await openai.chat.completions.create({ tools: [tool], messages: [{ role: 'user', content: 'a' }] })
use(${read})`
  expect(rewrite(code('tool.function.name')).text).toContain('use(tool.name)')
  expect(rewrite(code('tool.function')).obstacles).toEqual([expect.objectContaining({ reason: 'request-unknown' })])
})

const asked = (made: string) => `interface Ask { model: string; messages: { role: 'user'; content: string }[] }
${made}
use(r.choices[0].message.content)`

test.each([
  "const r = await openai.chat.completions.create({ model: 'a', messages: [] } satisfies Ask)",
  "const build = (): Ask => ({ model: 'a', messages: [] })\nconst r = await openai.chat.completions.create(build())",
  "const ask: Ask = { model: 'a', messages: [] }\nconst r = await openai.chat.completions.create(ask)",
])('an interface of the request changes with the objects made of it: %s', made => {
  const { text: moved, obstacles } = rewrite(asked(made))
  expect(obstacles).toEqual([])
  expect(moved).toContain(
    "interface Ask { model: string; input: { role: 'user'; content: string }[]; store?: boolean }",
  )
  expect(rewrite(asked(`const other: Ask = load()\n${made}`)).obstacles).toHaveLength(1)
})

test.each([
  "use(r.id.startsWith('chatcmpl-'))",
  "use(r['id']?.replace('chatcmpl-', ''))",
  'const id = r.id\nuse(/^chatcmpl-/.test(id))',
  "const { id, model } = r\nif (id === 'chatcmpl-1') use(model)",
  "const { choices: [{ message }], id } = r\nuse(message.content, id.split('-'))",
])('how an id is spelled is not asked of another API: %s', code => {
  const { obstacles } = rewrite(`const r = await ${create}\n${code}`)
  expect(obstacles).toEqual([expect.objectContaining({ reason: 'result-lost', detail: 'the spelling of an id' })])
})

test.each(['use(r.id)', 'console.log(r.id.slice(0, 8))', 'const id = r.id\nif (id !== last) use(id)'])(
  'an id that is only handed on stays one: %s',
  code => {
    expect(reading(code)).toBe(code)
  },
)

test.each([
  'use(r.choices /* there is one */ [0].message.content)',
  'use(r.choices[0] // the first\n  .message.content)',
])('a comment in the middle of what would go keeps the call as it is: %s', code => {
  const { obstacles } = rewrite(`const r = await ${create}\n${code}`)
  expect(obstacles).toEqual([expect.objectContaining({ detail: 'a comment within' })])
})

const kept = 'const ask = async () => ({ text: r.choices[0].message.content })\n'
test.each([
  `${kept}const a = await ask()\nuse(a.text ?? 'none')`,
  `${kept}const { text } = await ask()\nuse(text === null)`,
  `${kept}const { text: said } = await ask()\nuse(said ?? 'none')`,
  'const text = r.choices[0].message.content\nconst a = { text }\nuse(() => a.text === null)',
  "class A { text = ''; ask() { this.text = r.choices[0].message.content }; say() { return this.text ?? 'none' } }",
  'interface Said { text: string | null }\nconst a: Said = { text: r.choices[0].message.content }\nuse(typeof a.text)',
])('a text in a member is not asked there whether it is null: %s', code => {
  const { obstacles } = rewrite(`const r = await ${create}\n${code}`)
  expect(obstacles).toEqual([expect.objectContaining({ reason: 'null-content' })])
})

test.each([
  `${kept}const a = await ask()\nuse(a.text ?? '', a.text || 'none', JSON.stringify(a))`,
  `${kept}const { text } = await ask()\nif (!text) throw new Error('nothing')\nuse(text !== null)`,
  `${kept}const b = { text: find() }\nuse(b.text ?? 'none')`,
])('a member that nobody asks is moved: %s', code => {
  expect(reading(code)).toBe(code.replace('choices[0].message.content', 'output_text'))
})

test.each([
  "if (text === undefined || text === null || text === '') throw new Error('nothing')",
  "if (ready && text !== null && text !== '') use(text)",
  "if ((text == null || text === '') && ready) stop()",
])('who asks for null and for an empty text at once is answered alike: %s', code => {
  expect(reading(text + code)).toBe(texts + code)
})

test.each([
  "if (text === undefined || text === '') throw new Error('nothing')",
  "if (text === null && text !== '') use(text)",
  "if (text === null || other === '') use(text)",
])('who asks for one of them is not: %s', code => {
  const { obstacles } = rewrite(`const r = await ${create}\n${text}${code}`)
  expect(obstacles).toEqual([expect.objectContaining({ reason: 'null-content' })])
})

const stream = create.replace('messages: [', 'stream: true, messages: [')
const pieces = (body: string) =>
  rewrite(`for await (const c of await ${stream}) {\n const piece = c.choices[0]?.delta?.content\n ${body}\n}`)

test.each([
  "if (piece !== undefined && piece !== null) { all += piece; if (piece !== '') show(piece) }",
  'if (piece == null) continue\n all += piece',
  "if (typeof piece === 'string') all += piece",
])('a piece is asked whether it is there: %s', body => {
  const { text, obstacles } = pieces(body)
  expect(obstacles).toEqual([])
  expect(text).toContain(body)
})

test.each(['if (piece !== null) all += piece', 'if (piece !== undefined || ready) all += piece'])(
  'a piece that may be missing all the same stays: %s',
  body => {
    expect(pieces(body).obstacles).toEqual([expect.objectContaining({ reason: 'null-content' })])
  },
)
