// The native rewriter: messages that are kept, built up and handed on.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const call = (rest = '') => `openai.chat.completions.create({ model: 'm', messages${rest} })`

function rewritten(source: string): string {
  const { text, obstacles } = rewrite(source)
  expect(obstacles).toEqual([])
  return text
}

function expectUntouched(source: string, ...reasons: string[]): void {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.map(each => each.reason).sort()).toEqual(reasons)
}

test('a list that is pushed to is followed, and its declared type goes along', () => {
  const text = rewritten(`import OpenAI from 'openai'
const messages: OpenAI.ChatCompletionMessageParam[] = []
messages.push({ role: 'user', content: String(question) })
${call()}`)
  expect(text).toBe(`import OpenAI from 'openai'
const messages: OpenAI.Responses.EasyInputMessage[] = []
messages.push({ role: 'user', content: String(question) })
openai.responses.create({ model: 'm', input: messages, store: false })`)
})

test('an import that nothing needs any more goes', () => {
  const text = rewritten(`import OpenAI from 'openai'
import type { ChatCompletionMessageParam } from 'openai/resources'
function ask(messages: ChatCompletionMessageParam[]) { ${call()} }
ask([{ role: 'user', content: 'a' }])`)
  expect(text).not.toContain('ChatCompletionMessageParam')
  expect(text).toContain('function ask(messages: OpenAI.Responses.EasyInputMessage[])')
})

test('messages of a type of the caller’s own are the same in both APIs', () => {
  const text = rewritten(`interface Message { role: 'user' | 'assistant'; content: string }
export function ask(messages: Message[]) { ${call()} }`)
  expect(text).toContain(
    "export function ask(messages: Message[]) { openai.responses.create({ model: 'm', input: messages",
  )
})

test('a class field is followed to every method that fills it', () => {
  const text = rewritten(`class Chat {
  messages = []
  say(text: string) { this.messages.push({ role: 'user', content: [{ type: 'text', text }] }) }
  ask() { return openai.chat.completions.create({ messages: this.messages }).then(r => r.choices[0].message.content) }
}`)
  expect(text).toContain("content: [{ type: 'input_text', text }]")
  expect(text).toContain('openai.responses.create({ input: this.messages, store: false }).then(r => r.output_text)')
})

test('calls and their results among the messages become items', () => {
  const text = rewritten(`openai.chat.completions.create({ messages: [
  { role: 'user', content: 'a' },
  { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
  { role: 'tool', tool_call_id: 'c', content: answer() + '' },
] })`)
  expect(text).toContain("{ type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }")
  expect(text).toContain("{ type: 'function_call_output', call_id: 'c', output: answer() + '' }")
})

test('a tool loop sends back what was said and called, and the results', () => {
  const text = rewritten(`import OpenAI from 'openai'
async function run(question: string) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: question }]
  while (true) {
    const completion = await ${call(', tools: []')}
    const message = completion.choices[0].message
    messages.push(message)
    if (!message.tool_calls?.length) return message.content
    for (const toolCall of message.tool_calls) {
      messages.push({ role: 'tool', tool_call_id: toolCall.id, content: await use(toolCall.function.name, toolCall.function.arguments) + '' })
    }
  }
}`)
  expect(text).toContain('const messages: OpenAI.Responses.ResponseInputItem[]')
  expect(text).toContain(
    "...completion.output.flatMap(item => (item.type === 'function_call' ? [{ ...item, id: undefined }] : [])),",
  )
  expect(text).toContain(
    "if (!completion.output.some(item => item.type === 'function_call')) return completion.output_text",
  )
  expect(text).toContain("call_id: toolCall.call_id, output: await use(toolCall.name, toolCall.arguments) + ''")
})

test('calls that share a list move together', () => {
  const text = rewritten(`const messages = [{ role: 'user', content: 'a' }]
${call()}
${call(', stream: true')}`)
  expect(text.match(/input: messages/g)).toHaveLength(2)
})

test('a list shared with a call that stays keeps both as they are', () => {
  expectUntouched(
    `const messages = [{ role: 'user', content: 'a' }]\n${call()}\n${call(', seed: 1')}`,
    'moves-with',
    'parameter-lost',
  )
})

test('messages from outside stay', () => {
  expectUntouched(`const { messages } = await request.json()\n${call()}`, 'messages-unknown')
  expectUntouched(
    `export function ask(messages) { return ${call()}.then(r => r.choices[0].message.content) }`,
    'messages-unknown',
  )
  expectUntouched('openai.chat.completions.create({ messages: await history() })', 'messages-unknown')
})

test('a message with a name stays', () => {
  expectUntouched(
    "openai.chat.completions.create({ messages: [{ role: 'user', name: 'Ann', content: 'a' }] })",
    'parameter-lost',
  )
})

test('content that may be a list of parts stays', () => {
  expectUntouched(
    "function ask(content: string | Part[]) { openai.chat.completions.create({ messages: [{ role: 'user', content }] }) }",
    'content-unknown',
  )
  expectUntouched(
    "const part = { type: 'text', text: 'a' }\nopenai.chat.completions.create({ messages: [{ role: 'user', content: load() }] })",
    'content-unknown',
  )
})

test('code that reads messages whose shape changes keeps them', () => {
  expectUntouched(
    `const messages = []
messages.push({ role: 'user', content: [{ type: 'text', text: 'a' }] })
save(messages)
${call()}`,
    'messages-unknown',
  )
})

test('an answer that is kept where nobody sends it stays', () => {
  expectUntouched(
    `const log = []
const completion = await openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }] })
log.push(completion.choices[0].message)`,
    'moves-with',
  )
})

test('a list in the object a function takes is followed to its callers', () => {
  const source = `import OpenAI from 'openai'
function ask({ messages }: { messages: OpenAI.ChatCompletionMessageParam[] }) { ${call()} }
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'a' }]
ask({ messages })`
  expect(rewritten(source)).toBe(`import OpenAI from 'openai'
function ask({ messages }: { messages: OpenAI.Responses.EasyInputMessage[] }) { openai.responses.create({ model: 'm', input: messages, store: false }) }
const messages: OpenAI.Responses.EasyInputMessage[] = [{ role: 'user', content: 'a' }]
ask({ messages })`)
  expectUntouched(`${source}\nask(options)`, 'messages-unknown')
})

test('parts that are collected in a variable become parts of the input', () => {
  const text = rewritten(`const content = [{ type: 'text', text: 'a' }]
for (const url of urls) content.push({ type: 'image_url', image_url: { url } })
openai.chat.completions.create({ messages: [{ role: 'user', content }] })`)
  expect(text).toContain("const content = [{ type: 'input_text', text: 'a' }]")
  expect(text).toContain("content.push({ type: 'input_image', image_url: url, detail: 'auto' })")
  expect(text).toContain("input: [{ role: 'user', content }]")
})

test('parts of whoever speaks stay: those of an assistant are of another type', () => {
  const said = (role: string) => `function say(role: ${role}, text: string) {
  const content = [{ type: 'text', text }]
  openai.chat.completions.create({ messages: [{ role, content }] })
}`
  expectUntouched(said('string'), 'content-unknown')
  expectUntouched(said("'user' | 'assistant'"), 'content-unknown')
  expect(rewritten(said("'user' | 'system'"))).toContain("[{ type: 'input_text', text }]")
})

test('a legacy call, whose id nobody knows, stays', () => {
  expectUntouched(
    "openai.chat.completions.create({ messages: [{ role: 'function', name: 'f', content: 'a' }] })",
    'messages-unknown',
  )
})

test('a type of its own that is made of the SDK’s and more keeps the messages', () => {
  expectUntouched(
    `import type { ChatCompletionMessageParam } from 'openai/resources'
type Message = ChatCompletionMessageParam & { id: string }
const messages: Message[] = []
${call()}`,
    'result-unknown',
  )
})

test('types that become one are said once', () => {
  const text = rewritten(`import OpenAI from 'openai'
const messages: Array<OpenAI.ChatCompletionUserMessageParam | OpenAI.ChatCompletionSystemMessageParam> = []
${call()}`)
  expect(text).toContain('const messages: Array<OpenAI.Responses.EasyInputMessage> = []')
})
