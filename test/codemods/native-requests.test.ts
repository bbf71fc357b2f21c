// The native rewriter: what becomes of a request.
import { expect, test } from 'vitest'
import { rewrite, rewriteFiles } from './native.ts'

/** The arguments of the rewritten call. */
function rewritten(request: string, before = ''): string {
  const { text, obstacles } = rewrite(`${before}await openai.chat.completions.create(${request})`)
  expect(obstacles).toEqual([])
  return text
}

test('a system message and a user text become instructions and input', () => {
  expect(
    rewritten("{ model: 'm', messages: [{ role: 'system', content: s() + '' }, { role: 'user', content: `a` }] }"),
  ).toBe("await openai.responses.create({ model: 'm', instructions: s() + '', input: `a`, store: false })")
})

test('a literal of several lines keeps its layout, its comments and its comma', () => {
  const before = `{
  model: 'm', // cheap
  messages: [
    { role: 'user', content: 'a' },
  ],
  max_tokens: 100, /* enough */
  // nothing else
}`
  expect(rewritten(before)).toBe(`await openai.responses.create({
  model: 'm', // cheap
  input: 'a',
  max_output_tokens: 100, /* enough */
  // nothing else
  store: false,
})`)
})

test('a comment between messages keeps the list as it is', () => {
  expect(
    rewritten("{ messages: [/* who */ { role: 'system', content: 'a' }, { role: 'user', content: 'b' }] }"),
  ).toContain("input: [/* who */ { role: 'system', content: 'a' }, { role: 'user', content: 'b' }]")
})

test('parameters at their default that Responses does not have are left out', () => {
  expect(rewritten("{ model: 'm', frequency_penalty: 0, messages: [{ role: 'user', content: 'a' }], n: 1 }")).toBe(
    "await openai.responses.create({ model: 'm', input: 'a', store: false })",
  )
})

test('a shorthand keeps its variable under the new name', () => {
  expect(rewritten("{ model, max_tokens, messages: [{ role: 'user', content: 'a' }] }")).toContain(
    '{ model, max_output_tokens: max_tokens, input:',
  )
})

test('nested formats, tools and choices lose their wrapper', () => {
  const text = rewritten(`{
  messages: [{ role: 'user', content: 'a' }],
  reasoning_effort: effort,
  response_format: { type: 'json_schema', json_schema: { name: 'x', schema: shape, strict: true } },
  tools: [{ type: 'function', function: { name: 'f', parameters: zodToJsonSchema(shape) } }],
  tool_choice: { type: 'function', function: { name: 'f' } },
}`)
  expect(text).toContain('reasoning: { effort: effort }')
  expect(text).toContain("text: { format: { type: 'json_schema', name: 'x', schema: shape, strict: true } }")
  expect(text).toContain("tools: [{ type: 'function', name: 'f', parameters: zodToJsonSchema(shape), strict: false }]")
  expect(text).toContain("tool_choice: { type: 'function', name: 'f' }")
})

test('the text of a template does not move with the lines around it', () => {
  const text = rewritten(`{
  messages: [{ role: 'user', content: 'a' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'f',
        description: \`one
        two\`,
        parameters: {},
      },
    },
  ],
}`)
  expect(text).toContain(
    "      name: 'f',\n      description: `one\n        two`,\n      parameters: {},\n      strict: false,\n    }",
  )
})

test('image parts become input images, with the detail that the types of the SDK ask for', () => {
  const request = "{ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] }"
  expect(rewritten(request)).toContain("[{ type: 'input_image', image_url: url, detail: 'auto' }]")
  const { text } = rewrite(`openai.chat.completions.create(${request})`, 'app.js')
  expect(text).toContain("[{ type: 'input_image', image_url: url }]")
})

test('parts of a request are followed into variables and conditions', () => {
  const before = 'const common = { temperature: 0, max_tokens: 20 }\n'
  const text = rewritten(
    "{ ...common, ...(json ? { response_format: { type: 'json_object' } } : {}), messages: [{ role: 'user', content: 'a' }] }",
    before,
  )
  expect(text).toContain('const common = { temperature: 0, max_output_tokens: 20 }')
  expect(text).toContain("...(json ? { text: { format: { type: 'json_object' } } } : {})")
})

test('a zod format gets the helper for Responses, and its import', () => {
  const { text } = rewrite(`import { zodResponseFormat } from 'openai/helpers/zod'
const r = await openai.chat.completions.parse({
  messages: [{ role: 'user', content: 'a' }],
  response_format: zodResponseFormat(Shape, 'shape'),
})
console.log(r.choices[0].message.parsed?.name)`)
  expect(text).toBe(`import { zodTextFormat } from 'openai/helpers/zod'
const r = await openai.responses.parse({
  input: 'a',
  text: { format: zodTextFormat(Shape, 'shape') },
  store: false,
})
console.log(r.output_parsed?.name)`)
})

test('two calls that share a part of their request move together or not at all', () => {
  const shared = 'const common = { max_tokens: 20 }\n'
  const call = (rest: string) =>
    `openai.chat.completions.create({ ...common, messages: [{ role: 'user', content: 'a' }]${rest} })\n`
  expect(rewrite(shared + call('') + call('')).obstacles).toEqual([])
  const { text, obstacles } = rewrite(shared + call('') + call(', seed: 1'))
  expect(text).toBe(shared + call('') + call(', seed: 1'))
  expect(obstacles.map(each => each.reason).sort()).toEqual(['moves-with', 'parameter-lost'])
})

test('`store` is written unless the caller says it or asks for the default of the server', () => {
  const call = "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], store: keep })"
  expect(rewrite(call).text).toBe("openai.responses.create({ input: 'a', store: keep })")
  const files = { 'app.ts': "openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }] })" }
  expect(rewriteFiles(files, true).text).toBe("openai.responses.create({ input: 'a' })")
})

const lost: Record<string, [request: string, reason: string]> = {
  'several choices': ['n: 3', 'parameter-lost'],
  'a number of choices that is not known': ['n: count', 'parameter-lost'],
  'a seed': ['seed: 42', 'parameter-lost'],
  'stop sequences': ["stop: ['END']", 'parameter-lost'],
  'a penalty': ['presence_penalty: 0.5', 'parameter-lost'],
  'a limit that would be raised': ['max_tokens: 5', 'parameter-lost'],
  'log probabilities of other tokens that are not asked for': ['logprobs: false, top_logprobs: 2', 'parameter-lost'],
  'two limits, which only the converter can settle': ['max_tokens: 50, max_completion_tokens: 30', 'request-unknown'],
  'a search beside other tools': [
    "model: 'gpt-4o-search-preview', tools: [], web_search_options: {}",
    'request-unknown',
  ],
  'a parameter of another vendor': ['response_model: x', 'parameter-lost'],
  'a spread of something unknown': ['...options', 'request-unknown'],
  'a computed member': ['[key]: 1', 'request-unknown'],
  'a format from elsewhere': ['response_format: format', 'request-unknown'],
  'a choice from elsewhere': ['tool_choice: choice', 'request-unknown'],
  'tools from elsewhere': ['tools: await load()', 'request-unknown'],
}

test.each(Object.entries(lost))('%s leaves the call alone', (_, [member, reason]) => {
  const source = `openai.chat.completions.create({ messages: [{ role: 'user', content: 'a' }], ${member} })`
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.map(each => each.reason)).toEqual([reason])
})

test('the result of a custom call that is written out is an output of a custom call', () => {
  const call = "{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'select 1' } }"
  const source = (id: string) => `openai.chat.completions.create({ messages: [
  { role: 'assistant', content: null, tool_calls: [${call}] },
  { role: 'tool', tool_call_id: ${id}, content: '1' },
] })`
  expect(rewrite(source("'a'")).text).toContain("{ type: 'custom_tool_call_output', call_id: 'a', output: '1' }")
  expect(rewrite(source('id')).obstacles.map(each => each.reason)).toEqual(['messages-unknown'])
  expect(rewrite(source("'b'")).obstacles.map(each => each.reason)).toEqual(['messages-unknown'])
})
