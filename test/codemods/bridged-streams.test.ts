// The bridged form of what the SDK makes itself: its streams, its helpers, its raw responses.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

const bridge = (source: string, fileName = 'source.ts', packageJson?: string) =>
  transform(source, { language: 'typescript', fileName, style: 'bridged', packageJson })

const client = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const chat = "{ model: 'm', messages }"
const create = (rest = '', request = chat) => `client.chat.completions.create(${request}${rest})`

/** What becomes of a line within an async function. */
function line(code: string): string {
  const source = `${client}async function go(messages, flag) {\n  ${code}\n}\n`
  const { code: result } = bridge(source)
  return /\) \{\n {2}([\s\S]*)\n\}\n$/.exec(result)?.[1] ?? result
}

describe("a stream stays the SDK's own", () => {
  const streaming = "{ model: 'm', messages, stream: true }"
  const made = (request: string) => `await client.responses.create(toResponsesRequest(${request}))`
  const stream = `toChatStream(Stream, ${made(streaming)}, { request: { stream: true } })`
  const cases: Record<string, [before: string, after: string]> = {
    'where a member of it is used': [
      `const s = await ${create('', streaming)}\n  s.controller.abort()`,
      `const s = ${stream}\n  s.controller.abort()`,
    ],
    'where it goes elsewhere': [`return await ${create('', streaming)}`, `return ${stream}`],
    'where its promise goes its own way': [
      `return ${create('', streaming)}`,
      `return client.responses.create(toResponsesRequest(${streaming})).then(response => toChatStream(Stream, response, { request: { stream: true } }))`,
    ],
    'where only the running program knows whether it is one': [
      `return await ${create('', "{ model: 'm', messages, stream: flag }")}`,
      `return toChatAnswer(Stream, ${made("{ model: 'm', messages, stream: flag }")}, { request: { stream: true } })`,
    ],
  }
  test.each(Object.entries(cases))('%s', (_name, [before, after]) => {
    expect(line(before)).toBe(after)
  })

  test('whose class is imported, in place of its type', () => {
    const body = `async function go(): Promise<Stream<Chunk>> { return await ${create('', streaming.replace('messages', 'messages: []'))} }\n`
    const importing = (kind: string) =>
      bridge(
        `import OpenAI from 'openai'\nimport ${kind}{ Stream } from 'openai/streaming'\nconst client = new OpenAI()\n${body}`,
      ).code
    expect(importing('type ')).toBe(importing(''))
    expect(importing('').match(/openai\/streaming/g)).toHaveLength(1)
    expect(bridge(`${client}${body}`).code).toContain("import { Stream } from 'openai/streaming'\n")
  })

  test('of a copy of the client, where its class cannot be imported', () => {
    const streamed = create('', streaming.replace('messages', 'messages: []'))
    const deno = `import OpenAI from 'npm:openai@4.104.0'\nconst client = new OpenAI()\nexport const s = await ${streamed}\n`
    expect(bridge(deno).code).toContain(`await wrap(${streamed.replace('client', 'client)')}`)
    expect(bridge(`import { Stream } from 'stream'\n${client}export const s = await ${streamed}\n`).code).toContain(
      `await wrap(${streamed.replace('client', 'client)')}`,
    )
  })
})

describe('what only the SDK can make comes from a copy of the client', () => {
  const cases: Record<string, [before: string, after: string]> = {
    'the HTTP response': [
      `await ${create()}.withResponse()`,
      `await wrap(client).chat.completions.create(${chat}).withResponse()`,
    ],
    'the request id': [
      `const a = await ${create()}\n  a._request_id`,
      `const a = await wrap(client).chat.completions.create(${chat})\n  a._request_id`,
    ],
    'a helper': [
      `await client.beta.chat.completions.parse(${chat})`,
      `await wrap(client).beta.chat.completions.parse(${chat})`,
    ],
    'of a client in parentheses': [
      `await (client).chat.completions.parse(${chat})`,
      `await wrap(client).chat.completions.parse(${chat})`,
    ],
    'of a client that is made there': [
      `await new OpenAI().chat.completions.parse(${chat})`,
      `await wrap(new OpenAI()).chat.completions.parse(${chat})`,
    ],
  }
  test.each(Object.entries(cases))('%s', (_name, [before, after]) => {
    expect(line(before)).toBe(after)
  })

  test('that stores, if asked to', () => {
    const source = `${client}await client.chat.completions.parse({ model: 'm', messages: [] })\n`
    const stored = transform(source, { language: 'typescript', style: 'bridged', store: true })
    expect(stored.code).toContain('wrap(client, { store: true }).chat.')
  })

  test('and not where a test stands in for the client', () => {
    const own = `import { vi } from 'vitest'\nvi.mock('openai', () => ({ default: vi.fn() }))\n`
    expect(
      bridge(`${own}${client}await client.chat.completions.parse({ model: 'm', messages: [] })\n`).findings[0]?.reason,
    ).toBe('test-double')
  })
})
