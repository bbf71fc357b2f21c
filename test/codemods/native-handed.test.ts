// The native rewriter: parts of a result that are handed on, kept, returned, or only printed.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }] })"
const created = "openai.responses.create({ input: 'a', store: false })"
const withTools = "openai.chat.completions.create({ tools: [], messages: [{ role: 'user', content: 'a' }] })"

function reading(code: string, call = create, name = 'app.ts'): string {
  const { text, obstacles } = rewrite(`const r = await ${call}\n${code}`, name)
  expect(obstacles).toEqual([])
  return text.slice(text.indexOf('\n') + 1)
}

const reasonOf = (source: string) => rewrite(source).obstacles.map(({ reason, detail }) => [reason, detail])

test('the reason to finish is written in the words of chat where it is handed on', () => {
  expect(reading('use(r.choices[0].finish_reason)')).toBe(
    "use(r.incomplete_details?.reason === 'content_filter' ? 'content_filter' : r.incomplete_details ? 'length' : 'stop')",
  )
  expect(reading("use({ reason: r.choices[0].finish_reason ?? 'stop' })", withTools)).toContain(
    "r.incomplete_details ? 'length' : r.output.some(item => item.type === 'function_call') ? 'tool_calls' : 'stop' }",
  )
  expect(reading('const why = r.choices[0].finish_reason\nsave(why)')).toContain('const why = r.incomplete_details?.')
})

test('a reason that is never written keeps the caller that asks for it', () => {
  expect(
    reasonOf(`const r = await ${create}\nswitch (r.choices[0].finish_reason) { case 'function_call': go() }`),
  ).toEqual([['result-lost', 'finish_reason']])
})

test('counters keep their names where they are handed on', () => {
  const counters =
    '{ prompt_tokens: r.usage.input_tokens, completion_tokens: r.usage.output_tokens, total_tokens: r.usage.total_tokens,' +
    ' prompt_tokens_details: r.usage.input_tokens_details, completion_tokens_details: r.usage.output_tokens_details }'
  expect(reading('save(r.usage)')).toBe(`save(r.usage && ${counters})`)
  expect(reading('use({ usage: r?.usage ?? null })')).toBe(`use({ usage: (r?.usage && ${counters}) ?? null })`)
})

test('counters are renamed where a function of the project reads them', () => {
  expect(reading('const cost = (u: any) => u.prompt_tokens * 2\nuse(cost(r.usage))')).toBe(
    'const cost = (u: any) => u.input_tokens * 2\nuse(cost(r.usage))',
  )
})

test('what every answer says is written out', () => {
  expect(reading('use({ role: r.choices[0].message.role })')).toBe("use({ role: 'assistant' as const })")
  expect(reading('use({ role: r.choices[0].message.role })', create, 'app.js')).toBe("use({ role: 'assistant' })")
  expect(reading('use(r.choices[0].index, r.choices.length)')).toBe('use(0, 1)')
})

test('a part that is only printed is printed as the response has it', () => {
  expect(reading('console.log(r.choices[0].message)\nconsole.log(r.choices[0], r.choices)')).toBe(
    'console.log(r.output)\nconsole.log(r.output, r.output)',
  )
  expect(reading("const { message } = r.choices[0]\nlogger.info('said: ' + JSON.stringify(message))")).toBe(
    "logger.info('said: ' + JSON.stringify(r.output))",
  )
})

test('a message is followed into functions, out of them, and into variables that are set again', () => {
  const source = `import OpenAI from 'openai'
async function ask(): Promise<OpenAI.ChatCompletionMessage> { return (await ${create}).choices[0].message }
function textOf(message: OpenAI.ChatCompletionMessage) { return message.content }
let message = await ask()
while (textOf(message).length > 3) message = await ask()
use(message.content)`
  const { text, obstacles } = rewrite(source)
  expect(obstacles).toEqual([])
  expect(text).toBe(`import OpenAI from 'openai'
async function ask(): Promise<OpenAI.Responses.Response> { return await ${created} }
function textOf(message: OpenAI.Responses.Response) { return message.output_text }
let message = await ask()
while (textOf(message).length > 3) message = await ask()
use(message.output_text)`)
})

test('a call is followed into a function of the project', () => {
  const source = `const run = (call: any) => go(call.function.name, JSON.parse(call.function.arguments))
for (const call of r.choices[0].message.tool_calls) run(call)`
  expect(reading(source, withTools)).toBe(`const run = (call: any) => go(call.name, JSON.parse(call.arguments))
for (const call of r.output.flatMap(item => (item.type === 'function_call' ? [item] : []))) run(call)`)
})

test('what `then` gives is followed, and so is a function of its own that it is given', () => {
  expect(rewrite(`const m = await ${create}.then(r => r.choices[0].message)\nuse(m.content)`).text).toBe(
    `const m = await ${created}.then(r => r)\nuse(m.output_text)`,
  )
  expect(rewrite(`const textOf = r => r.choices[0].message.content\n${create}.then(textOf)`, 'app.js').text).toBe(
    `const textOf = r => r.output_text\n${created}.then(textOf)`,
  )
})

test('a message is put into a parameter that is given nothing but messages', () => {
  const source = `async function go(message) { while (message.tool_calls) { message = (await ${create}).choices[0].message } return message.content }
use(await go((await ${create}).choices[0].message))`
  const { text, obstacles } = rewrite(source, 'app.js')
  expect(obstacles).toEqual([])
  expect(
    text,
  ).toBe(`async function go(message) { while (message.output.some(item => item.type === 'function_call')) { message = await ${created} } return message.output_text }
use(await go(await ${created}))`)
})

test('the one call of an older answer is the first of the calls', () => {
  expect(
    reading(
      'const m = r.choices[0].message\nif (m.function_call) use(m.function_call.name, m.function_call?.arguments)',
      withTools,
      'app.js',
    ),
  ).toBe(
    "if (r.output.some(item => item.type === 'function_call')) use(r.output.flatMap(item => (item.type === 'function_call' ? [item] : []))[0].name, r.output.flatMap(item => (item.type === 'function_call' ? [item] : []))[0]?.arguments)",
  )
})

test('awaiting a result twice changes nothing', () => {
  expect(reading('const again = await r\nuse(again.choices[0].message.content)')).toBe(
    'const again = await r\nuse(again.output_text)',
  )
})

test('a result that may be a stream is told by what is read of it', () => {
  const source = `const r = await openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], stream })
if ('choices' in r) use(r.choices[0].message.content)
else for await (const chunk of r) use(chunk.choices[0].delta.content || '')`
  const { text, obstacles } = rewrite(source, 'app.js')
  expect(obstacles).toEqual([])
  expect(text).toBe(`const r = await openai.responses.create({ input: 'a', stream, store: false })
if ('output' in r) use(r.output_text)
else for await (const chunk of r) if (chunk.type === 'response.output_text.delta') use(chunk.delta)`)
})

test.each([
  [
    'a function that also returns what is not a result',
    `async function ask(x) { if (x) return cached; return ${create} }\nuse((await ask()).choices[0].message.content)`,
  ],
  ['a message under a type of its own', `const m: Mine = (await ${create}).choices[0].message\nuse(m.content)`],
  ['a message that is kept in an object', `state.message = (await ${create}).choices[0].message`],
  [
    'a message a function is given among others',
    `const f = m => m.content\nuse(f((await ${create}).choices[0].message), f(other))`,
  ],
])('%s leaves the call alone', (_, source) => {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.map(each => each.reason)).toEqual(['result-unknown'])
})
