// The bridged form: where it stands, what it imports, and when it is refused.
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

describe('imports are written as the file writes them', () => {
  const call = 'await client.chat.completions.create({ model: "m", messages: [] })'
  const cases: Record<string, [before: string, after: string, fileName: string]> = {
    'double quotes and semicolons': [
      'import OpenAI from "openai";\n',
      'import { toChatCompletion, toResponsesRequest } from "responses-bridge";\n',
      'a.ts',
    ],
    'single quotes and none': [
      "import OpenAI from 'openai'\n",
      "import { toChatCompletion, toResponsesRequest } from 'responses-bridge'\n",
      'a.mjs',
    ],
    CommonJS: [
      "const OpenAI = require('openai');\n",
      "const { toChatCompletion, toResponsesRequest } = require('responses-bridge');\n",
      'a.js',
    ],
  }
  test.each(Object.entries(cases))('%s', (_name, [head, added, fileName]) => {
    const body = `const client = new OpenAI()\nasync function go() { ${call} }\n`
    const { code } = bridge(head + body, fileName, '{}')
    expect(code).toMatch(head + added)
  })

  test('once for several calls, and beside what is imported already', () => {
    const again = `import { toResponsesRequest } from 'responses-bridge'\n${client}await ${create('', "{ model: 'm', messages: [] }")}\nawait ${create('', "{ model: 'n', messages: [] }")}\n`
    const { code } = bridge(again)
    expect(code).toMatch(/^import \{ toResponsesRequest, toChatCompletion \} from 'responses-bridge'\n/)
    expect(code.match(/responses-bridge/g)).toHaveLength(1)
  })
})

describe('the text around stays', () => {
  test('byte for byte, with its mark and its line ends', () => {
    const source =
      `\uFEFF// naïve — “quotes”\r\n${client}\r\n\tconst   a = await client . chat\r\n  .completions.create( { model:'m',messages:[] , } ) // end\r\n`.replace(
        /(?<!\r)\n/g,
        '\r\n',
      )
    const { code } = bridge(source)
    expect(code).toBe(
      source
        .replace(
          "'openai'\r\n",
          "'openai'\r\nimport { toChatCompletion, toResponsesRequest } from 'responses-bridge'\r\n",
        )
        .replace(
          'await client . chat\r\n  .completions.create( {',
          'toChatCompletion(await client . responses.create( toResponsesRequest({',
        )
        .replace(', } ) // end', ', }) )) // end'),
    )
  })

  test('and a second run changes nothing', () => {
    const once = bridge(`${client}const a = await ${create('', "{ model: 'm', messages: [] }")}\n`).code
    expect(bridge(once)).toMatchObject({ code: once, findings: [] })
  })
})

describe('wrapped', () => {
  const wrap = (source: string) => transform(source, { language: 'typescript', style: 'wrapped' }).code

  test('gives each client another fetch, once', () => {
    const after = wrap(`${client}await ${create('', "{ model: 'm', messages: [], seed: 1 }")}\n`)
    expect(after).toContain("import { createFetch } from 'responses-bridge/fetch'")
    expect(after).toContain("new OpenAI({ fetch: createFetch({ upstream: 'responses' }) })")
    expect(wrap(after)).toBe(after)
  })

  test('keeps what the client is given, and wraps whole what it cannot look into', () => {
    const call = "\nawait client.chat.completions.create({ model: 'm', messages: [] })\n"
    expect(wrap(`import OpenAI from "openai";\nconst client = new OpenAI({\n  apiKey: "x"\n});${call}`)).toContain(
      '  apiKey: "x",\n  fetch: createFetch({ upstream: "responses" })\n',
    )
    const azure = wrap(`import { AzureOpenAI } from 'openai'\nconst client = new AzureOpenAI(options)${call}`)
    expect(azure).toContain('wrap(new AzureOpenAI(options))')
    expect(azure).toContain("from 'responses-bridge/openai'")
  })

  test('gives a file that calls the global fetch one of its own', () => {
    const after = wrap("await fetch('https://api.openai.com/v1/chat/completions', {})\n")
    expect(after).toMatch(
      /^import \{ createFetch \}[\s\S]*\nconst fetch = createFetch\(\{ upstream: 'responses' \}\)\n/,
    )
    expect(wrap(after)).toBe(after)
  })
})
