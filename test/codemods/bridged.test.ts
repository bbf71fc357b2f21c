// The bridged form: where it stands, and when it is refused.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

const bridge = (source: string, fileName = 'source.ts', packageJson?: string) =>
  transform(source, { language: 'typescript', fileName, style: 'bridged', packageJson })

const client = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const chat = "{ model: 'm', messages }"
const create = (rest = '', request = chat) => `client.chat.completions.create(${request}${rest})`
const converted = `client.responses.create(toResponsesRequest(${chat}))`

/** What becomes of a line within an async function. */
function line(code: string): string {
  const source = `${client}async function go(messages, flag) {\n  ${code}\n}\n`
  const { code: result } = bridge(source)
  return /\) \{\n {2}([\s\S]*)\n\}\n$/.exec(result)?.[1] ?? result
}

const reasonFor = (code: string): string | undefined =>
  bridge(`${client}async function go(messages, flag, more) {\n  ${code}\n}\n`).findings[0]?.reason

describe('a finished result is converted', () => {
  const cases: Record<string, [before: string, after: string]> = {
    'where it is awaited': [`const answer = await ${create()}`, `const answer = toChatCompletion(await ${converted})`],
    'inside an expression': [
      `return (await ${create()}).choices[0]`,
      `return (toChatCompletion(await ${converted})).choices[0]`,
    ],
    'before then': [
      `return ${create()}.then(a => a.id)`,
      `return ${converted}.then(response => toChatCompletion(response)).then(a => a.id)`,
    ],
    'when the promise goes its own way': [
      `return ${create()}`,
      `return ${converted}.then(response => toChatCompletion(response))`,
    ],
    'with the options of the call': [
      `await ${create(', { signal: flag }')}`,
      `toChatCompletion(await client.responses.create(toResponsesRequest(${chat}), { signal: flag }))`,
    ],
  }
  test.each(Object.entries(cases))('%s', (_name, [before, after]) => {
    expect(line(before)).toBe(after)
  })

  test('with legacy functions, as the caller knows them', () => {
    const request = "{ model: 'm', messages, functions: [] }"
    expect(line(`await ${create('', request)}`)).toContain('{ request: { functions: [] } })')
  })
})

describe('a stream is converted', () => {
  const streaming = "{ model: 'm', messages, stream: true }"
  const chunks = `toChatChunks(await client.responses.create(toResponsesRequest(${streaming})), { request: { stream: true } })`

  test('where it is iterated at once, and where it is kept first', () => {
    expect(line(`for await (const c of await ${create('', streaming)}) c`)).toBe(`for await (const c of ${chunks}) c`)
    const kept = (made: string) => `const s = ${made}\n  for await (const c of s) c`
    expect(line(kept(`await ${create('', streaming)}`))).toBe(kept(chunks))
  })

  test('with usage, when usage was asked for', () => {
    const usage = "{ model: 'm', messages, stream: true, stream_options: { include_usage: true } }"
    const after = line(`for await (const c of await ${create('', usage)}) c`)
    expect(after).toBe(
      `for await (const c of toChatChunks(await client.responses.create(toResponsesRequest(${usage})))) c`,
    )
  })

  test('when a function of the file does nothing but iterate it', () => {
    const source = `${client}async function print(s) { for await (const c of s) console.log(c) }\nawait print(await ${create('', streaming.replace('messages', 'messages: []'))})\n`
    expect(bridge(source).findings[0]?.strength).toBe('bridged')
  })
})

const refused: Record<string, [code: string, reason: string]> = {
  'a parameter that is lost': [`await ${create('', "{ model: 'm', messages, seed: 1 }")}`, 'parameter-lost'],
  'a lost parameter of any value': [`await ${create('', "{ model: 'm', messages, stop: flag }")}`, 'parameter-lost'],
  'a lost parameter that may be there': [
    `await ${create('', "{ model: 'm', messages, ...(flag && { n: 2 }) }")}`,
    'parameter-lost',
  ],
  'a name in a message': [
    `await ${create('', "{ model: 'm', messages: [{ role: 'user', content: flag, name: 'x' }] }")}`,
    'parameter-lost',
  ],
  'a name in each of the messages': [
    `await ${create('', "{ model: 'm', messages: messages.map(m => ({ role: 'user', content: m, name: 'x' })) }")}`,
    'parameter-lost',
  ],
  'parameters nobody can see': [`await ${create('', "{ model: 'm', messages, ...more }")}`, 'request-unknown'],
  'a key nobody documents': [`await ${create('', "{ model: 'm', messages, top_k: 1 }")}`, 'parameter-lost'],
  'a lost parameter of a helper': [
    "await client.chat.completions.parse({ model: 'm', messages, seed: 1 })",
    'parameter-lost',
  ],
  'a helper of a client that may be missing': [
    "await client?.chat.completions.parse({ model: 'm', messages })",
    'helper-method',
  ],
  'a fingerprint beside the HTTP response': [
    `const { data } = await ${create()}.withResponse()\n  data.system_fingerprint`,
    'result-lost',
  ],
}

describe('is refused for', () => {
  test.each(Object.entries(refused))('%s', (_name, [code, reason]) => {
    expect(reasonFor(code)).toBe(reason)
  })
})

describe('the request', () => {
  test('a default written out is no loss', () => {
    expect(
      reasonFor(`await ${create('', "{ model: 'm', messages, n: 1, presence_penalty: 0, frequency_penalty: 0 }")}`),
    ).toBeUndefined()
  })

  test('constants are looked into, and so is what is added to them later', () => {
    const extended = (extra: string) =>
      `const request = { model: 'm', messages }\n  ${extra}\n  await client.chat.completions.create(request)`
    expect(reasonFor(extended(''))).toBeUndefined()
    expect(reasonFor(extended('request.temperature = 1'))).toBeUndefined()
    expect(reasonFor(extended('if (flag) request.seed = 1'))).toBe('parameter-lost')
    expect(reasonFor(extended('Object.assign(request, more)'))).toBe('request-unknown')
  })

  test('--store true is written out', () => {
    const stored = transform(`${client}await ${create('', "{ model: 'm', messages: [] }")}`, {
      language: 'typescript',
      style: 'bridged',
      store: true,
    })
    expect(stored.code).toContain("toResponsesRequest({ model: 'm', messages: [], store: true })")
  })
})
