// The wrapped form: one line where the client is made.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

const client = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const create = (rest: string, request: string) => `client.chat.completions.create(${request}${rest})`

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
