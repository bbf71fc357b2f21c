// The native rewriter: streams, read in a loop or through the helper of the SDK.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], stream: true })"
const helper = "openai.chat.completions.stream({ messages: [{ role: 'user', content: 'a' }] })"

function inLoop(body: string): string {
  const { text, obstacles } = rewrite(`const s = await ${create}\nfor await (const chunk of s) ${body}`)
  expect(obstacles).toEqual([])
  return text.slice(text.indexOf('of s) ') + 6)
}

test('a loop that hands on the text and nothing else asks for text events', () => {
  expect(inLoop("process.stdout.write(chunk.choices[0]?.delta?.content || '')")).toBe(
    "if (chunk.type === 'response.output_text.delta') process.stdout.write(chunk.delta)",
  )
})

test('text among other things is chosen by the type of the event', () => {
  expect(inLoop("{ n++; text += chunk.choices[0]?.delta?.content ?? '' }")).toBe(
    "{ n++; text += chunk.type === 'response.output_text.delta' ? chunk.delta : '' }",
  )
  expect(inLoop('{ const t = chunk.choices[0].delta.content\n if (t) go(t) }')).toBe(
    "{ const t = chunk.type === 'response.output_text.delta' ? chunk.delta : undefined\n if (t) go(t) }",
  )
  expect(inLoop('{ if (chunk.choices[0].delta.content) go(chunk.choices[0].delta.content) }')).toBe(
    "{ if (chunk.type === 'response.output_text.delta' && chunk.delta) go(chunk.delta) }",
  )
})

test.each([
  ['printed', 'console.log(chunk.choices[0]?.delta?.content)'],
  ['printed with a default', "console.log(chunk.choices[0]?.delta?.content ?? 'nothing')"],
  ['added', 'text += chunk.choices[0].delta.content'],
  ['named and handed on', '{ const t = chunk.choices[0].delta.content\n go(t) }'],
  ['taken apart and handed on', '{ const { content } = chunk.choices[0].delta\n go(content) }'],
  ['asked for too late', '{ const t = chunk.choices[0].delta.content\n go(t)\n if (!t) continue\n go(t) }'],
])('a piece that is %s without being asked for would come with every event', (_, body) => {
  const { obstacles } = rewrite(`const s = await ${create}\nfor await (const chunk of s) ${body}`)
  expect(obstacles.map(each => each.reason)).toEqual(['null-content'])
})

test.each([
  ['in a condition', 'if (t?.trim()) go(t)'],
  ['before the loop goes on', 'if (!t) continue\n go(t)'],
  ['by its type', "if (typeof t === 'string' && t) go(t)"],
  ['by comparing it', 'if (t !== undefined) n++'],
  ['by a default', "go(t ?? '')"],
])('a piece may be named where everything asks for it: %s', (_, body) => {
  expect(inLoop(`{ const t = chunk.choices[0].delta.content\n ${body} }`)).toContain('? chunk.delta : undefined')
})

test('a guard against chunks without choices goes', () => {
  expect(
    inLoop(
      '{\n  if (!chunk.choices.length) continue\n  const { delta } = chunk.choices[0]\n  if (delta.content) go(delta.content)\n}',
    ),
  ).toBe("{\n  if (chunk.type === 'response.output_text.delta' && chunk.delta) go(chunk.delta)\n}")
})

test('the end and the counters come with the last event', () => {
  expect(inLoop("{ if (chunk.choices[0].finish_reason === 'stop') done() }")).toBe(
    "{ if (chunk.type === 'response.completed') done() }",
  )
  expect(inLoop('{ if (chunk.usage) use(chunk.usage.total_tokens) }')).toContain(
    'use(chunk.response.usage.total_tokens)',
  )
})

test('the last event says why it ended, and what it cost, to code that keeps that', () => {
  const { text } = rewrite(
    `let cost, why
for await (const { choices, usage } of await ${create}) {
  if (usage) cost = usage
  why = choices[0].finish_reason ?? why
  write(choices[0].delta.content ?? '')
}
use(cost.total_tokens, cost.prompt_tokens, why)`,
    'app.js',
  )
  expect(text).toContain('of await openai.responses.create(')
  expect(text).toContain(' && event.response.usage) cost = event.response.usage\n')
  expect(text).toContain("write(event.type === 'response.output_text.delta' ? event.delta : '')")
  expect(text).toContain(
    "why = (event.type === 'response.completed' ? 'stop' : event.type === 'response.incomplete' ? (",
  )
  expect(text).toContain('use(cost.total_tokens, cost.input_tokens, why)')
})

test('asking for counters goes without saying', () => {
  const { text } = rewrite(
    "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], stream: true, stream_options: { include_usage: true } })",
  )
  expect(text).toBe("openai.responses.create({ input: 'a', stream: true, store: false })")
})

test('handlers of the helper are given events', () => {
  const { text } = rewrite(
    `const s = ${helper}.on('content', delta => write(delta))\nuse((await s.finalChatCompletion()).choices[0].message.content)`,
  )
  expect(text).toContain(".on('response.output_text.delta', ({ delta }) => write(delta))")
  expect(text).toContain('use((await s.finalResponse()).output_text)')
})

test('what the helper gives in the end is taken from the last response', () => {
  const { text, obstacles } = rewrite(
    `const s = ${helper}\nuse((await s.finalMessage()).content, (await s.totalUsage()).prompt_tokens)`,
  )
  expect(obstacles).toEqual([])
  expect(text).toContain('use((await s.finalResponse()).output_text, (await s.finalResponse()).usage.input_tokens)')
})

test('a stream that is split is read twice', () => {
  const { text } = rewrite(
    `const [a, b] = (await ${create}).tee()\nfor await (const c of a) write(c.choices[0].delta.content || '')\nfor await (const c of b) n++`,
  )
  expect(text).toContain("for await (const c of a) if (c.type === 'response.output_text.delta') write(c.delta)")
})

test.each([
  ['a stream handed on', `const s = await ${create}\nreturn new StreamingTextResponse(OpenAIStream(s))`],
  ['a stream turned into another', `const s = await ${create}\nrespond(s.toReadableStream())`],
  ['a chunk handed on', `for await (const chunk of await ${create}) send(chunk)`],
  ['a message the helper reports', `${helper}.on('message', m => use(m))`],
  [
    'a stream under a condition that is handed on',
    "send(await openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], stream }))",
  ],
  ['a delta handed on', `for await (const chunk of await ${create}) send(chunk.choices[0].delta)`],
  ['pieces of calls', `for await (const chunk of await ${create}) add(chunk.choices[0].delta.tool_calls)`],
])('%s leaves the call alone', (_, source) => {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles).toHaveLength(1)
})
