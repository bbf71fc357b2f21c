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
