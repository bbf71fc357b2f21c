// The native rewriter: everything that reads a result.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }] })"
const created = "openai.responses.create({ input: 'a', store: false })"
const withTools = "openai.chat.completions.create({ tools: [], messages: [{ role: 'user', content: 'a' }] })"

function reading(code: string, call = create): string {
  const { text, obstacles } = rewrite(`const r = await ${call}\n${code}`)
  expect(obstacles).toEqual([])
  return text.slice(text.indexOf('\n') + 1)
}

test.each([
  ['r.choices[0].message.content', 'r.output_text'],
  ['r.choices[0]!.message!.content!', 'r.output_text'],
  ['r?.choices?.[0]?.message?.content', 'r?.output_text'],
  ['r.choices.at(0)?.message.content', 'r.output_text'],
  ["(r.choices[0]?.message?.content ?? '')", 'r.output_text'],
  ["r.choices[0].message.content || ''", 'r.output_text'],
  ["r.choices[0].message.content || 'none'", "r.output_text || 'none'"],
  ['r.choices[0].message.content?.trim()', 'r.output_text.trim()'],
  ["r.choices[0].message.content?.trim() ?? ''", 'r.output_text.trim()'],
  ['r["choices"][0]["message"]["content"]', 'r.output_text'],
  ['(r.choices[0] as any).message.content', 'r.output_text'],
  ['r.usage?.prompt_tokens ?? 0', 'r.usage?.input_tokens ?? 0'],
  ['r.usage.completion_tokens_details.reasoning_tokens', 'r.usage.output_tokens_details.reasoning_tokens'],
  ["r.choices[0].finish_reason === 'length'", "r.incomplete_details?.reason === 'max_output_tokens'"],
  ["r.choices[0].finish_reason !== 'stop'", "r.status !== 'completed'"],
  ['r.created', 'r.created_at'],
  ['r.model', 'r.model'],
  ['!r.choices.length', '!r.output.length'],
  ['r.choices?.length || 0', '1'],
  ['r.choices.map(c => c.message.content)', '[r].map(c => c.output_text)'],
])('%s becomes %s', (before, after) => {
  expect(reading(`use(${before})`)).toBe(`use(${after})`)
})

test('an end with calls is told from an end without, where tools are offered', () => {
  expect(reading("if (r.choices[0].finish_reason === 'tool_calls') go()", withTools)).toBe(
    "if (r.output.some(item => item.type === 'function_call')) go()",
  )
  expect(reading("if (r.choices[0].finish_reason === 'stop') go()", withTools)).toContain(
    "r.status === 'completed' && !r.output.some(item => item.type === 'function_call')",
  )
})

test('variables on the way to the content go', () => {
  expect(reading('const choice = r.choices[0]\nconst { content } = choice.message\nuse(content)')).toBe(
    'const { output_text: content } = r\nuse(content)',
  )
})

test('a result that is taken apart at once is taken apart from the response', () => {
  const { text } = rewrite(
    `const { choices: [{ message }], usage } = await ${create}\nuse(message.content, usage?.prompt_tokens)`,
  )
  expect(text).toBe(`const response = await ${created}\nuse(response.output_text, response.usage?.input_tokens)`)
})

test('promises are followed into callbacks, into Promise.all, and through withResponse', () => {
  expect(rewrite(`${create}.then(({ id }) => id)`).obstacles.map(each => each.reason)).toEqual(['result-unknown'])
  expect(rewrite(`${create}.then(r => r.choices[0].message.content)`).text).toBe(`${created}.then(r => r.output_text)`)
  expect(
    rewrite(`const [r] = await Promise.all([${create}, other()])\nuse(r.choices[0].message.content)`).text,
  ).toContain('use(r.output_text)')
  expect(
    rewrite(`const { data, response } = await ${create}.withResponse()\nuse(data.choices[0].message.content)`).text,
  ).toContain('use(data.output_text)')
})

test('a function that returns the result is followed to its callers', () => {
  const { text } = rewrite(`async function ask() { return ${create} }\nuse((await ask()).choices[0].message.content)`)
  expect(text).toBe(`async function ask() { return ${created} }\nuse((await ask()).output_text)`)
})

test('a result that is only printed is rewritten, with a note', () => {
  const { obstacles, notes } = rewrite(`const r = await ${create}\nconsole.log(r)`)
  expect(obstacles).toEqual([])
  expect(notes).toEqual(['What is printed has the shape of a response.'])
})

test('a second run finds nothing to do', () => {
  const { text } = rewrite(`const r = await ${create}\nuse(r.choices[0].message.content)`)
  expect(rewrite(text)).toMatchObject({ text, obstacles: [] })
})

test.each([
  ['a comparison with null', 'if (r.choices[0].message.content === null) go()', 'null-content'],
  ['a default for null', "use(r.choices[0].message.content ?? 'none')", 'null-content'],
  [
    'a variable that is compared with null',
    'const c = r.choices[0].message.content\nif (c == null) go()',
    'null-content',
  ],
  ['a chain that ends in a default', "use(r.choices[0].message.content?.trim() ?? 'none')", 'null-content'],
  ['typeof', "if (typeof r.choices[0].message.content === 'string') go()", 'null-content'],
  ['the fingerprint', 'use(r.system_fingerprint)', 'result-lost'],
  ['a second choice', 'use(r.choices[1].message.content)', 'result-unknown'],
  ['log probabilities', 'use(r.choices[0].logprobs)', 'result-lost'],
  ['audio', 'use(r.choices[0].message.audio)', 'result-lost'],
  ['a result handed to a function', 'save(r)', 'result-unknown'],
  ['a message handed to a function', 'save(r.choices[0].message)', 'result-unknown'],
  ['how many choices there are, among other numbers', 'if (r.choices.length > count) go()', 'result-unknown'],
  ['a result kept in an object', 'const state = { r }', 'result-unknown'],
  ['a result that is exported', 'export { r }', 'result-unknown'],
  ['a spread result', 'use({ ...r })', 'result-unknown'],
])('%s leaves the call alone', (_, code, reason) => {
  const source = `const r = await ${create}\n${code}`
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.map(each => each.reason)).toEqual([reason])
})

test.each([
  ['an exported function nobody is seen to call', `export async function ask() { return ${create} }`],
  [
    'a variable that holds other results, too',
    `let r = cached()\nr = await ${create}\nuse(r.choices[0].message.content)`,
  ],
  ['a callback that is not written there', `${create}.then(handle)`],
  ['a raw response', `await ${create}.asResponse()`],
])('%s leaves the call alone', (_, source) => {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.map(each => each.reason)).toEqual(['result-unknown'])
})

test('a name that means something else further in is not carried there', () => {
  const { text } = rewrite(`const r = await ${create}\nconst m = r.choices[0].message\nlist.map(r => r + m.content)`)
  expect(text).toBe(`const r = await ${created}\nconst m = r\nlist.map(r => r + m.output_text)`)
})

test.each([
  ['content that is set', "r.choices[0].message.content = 'a'", 'result-unknown'],
  ['a variable that is null later', 'let t = r.choices[0].message.content\nt = null', 'null-content'],
  ['the choice that is found', 'use(r.choices.find(c => c.index === 0)?.message.content)', 'result-unknown'],
])('%s leaves the call alone', (_, code, reason) => {
  const { obstacles } = rewrite(`const r = await ${create}\n${code}`)
  expect(obstacles.map(each => each.reason)).toEqual([reason])
})

test.each([
  ['a module that is mocked', "vi.mock('openai', () => ({}))"],
  ['a server that is mocked', "server.use(http.post('https://api.openai.com/v1/chat/completions', answer))"],
  ['an answer written by hand', "const answer = { choices: [{ message: { role: 'assistant', content: 'a' } }] }"],
])('%s keeps the caller beside it', (_, double) => {
  const { obstacles } = rewrite(`${double}\nawait ${create}`)
  expect(obstacles.map(each => each.reason)).toEqual(['test-double'])
})

test('a result handed to a function of the project is followed into it, if it is given nothing else', () => {
  const source = `function textOf(answer) { return answer.choices[0].message.content }
const r = await ${create}
use(textOf(r), textOf(await ${create}))`
  const { text, obstacles } = rewrite(source, 'app.js')
  expect(obstacles).toEqual([])
  expect(text).toBe(`function textOf(answer) { return answer.output_text }
const r = await ${created}
use(textOf(r), textOf(await ${created}))`)
  expect(rewrite(`${source}\ntextOf(cached())`, 'app.js').obstacles.map(each => each.reason)).toEqual([
    'result-unknown',
    'result-unknown',
  ])
})

test('an answer that is cut off is an error of `.parse()` on one side only', () => {
  const parse = "openai.chat.completions.parse({ messages: [{ role: 'user', content: 'a' }], response_format: format })"
  const source = `const format = zodResponseFormat(Schema, 'a')\nuse((await ${parse}).choices[0].message.parsed)`
  const imports = "import { zodResponseFormat } from 'openai/helpers/zod'\n"
  expect(rewrite(imports + source).notes.join()).toContain('LengthFinishReasonError')
  const told = `${imports}import { LengthFinishReasonError } from 'openai/error'\n${source}`
  expect(rewrite(told).obstacles.map(each => each.detail)).toEqual(['LengthFinishReasonError'])
})
