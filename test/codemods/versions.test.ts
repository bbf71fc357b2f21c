// Releases of the SDK without Responses: left alone, raised where that is asked for, or carried as they are.
import { describe, expect, test } from 'vitest'
import { type Style, transform } from '../../codemods/index.ts'

const caller = (specifier: string) => `import OpenAI from '${specifier}'
const client = new OpenAI()
const completion = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'x' }] })
console.log(completion.choices[0].message.content)
`

const rewrite = (source: string, options: { upgradeSdk?: boolean; style?: Style; packageJson?: string } = {}) =>
  transform(source, { language: 'typescript', ...options })

describe('a release that the specifier names', () => {
  test.each([
    ['npm:openai@4.24.0', 'npm:openai@^4.104.0'],
    ['npm:openai@~4.20', 'npm:openai@^4.104.0'],
    ['https://esm.sh/openai@4.24.0', 'https://esm.sh/openai@4.104.0'],
    ['https://deno.land/x/openai@v4.24.0/mod.ts', 'npm:openai@^4.104.0'],
  ])('is raised where that is asked for: %s', (old, raised) => {
    const before = caller(old)
    expect(rewrite(before)).toMatchObject({ code: before, findings: [{ reason: 'sdk-too-old' }] })
    const { code, findings } = rewrite(before, { upgradeSdk: true })
    expect(findings[0]?.strength).toBe('native')
    expect(code).toContain(`import OpenAI from '${raised}'\n`)
    expect(rewrite(code, { upgradeSdk: true }).code).toBe(code)
  })

  test.each(['npm:openai@4.104.0', 'npm:openai@^5', 'npm:openai', 'https://esm.sh/openai@5.1.0'])(
    'stays where it has Responses: %s',
    specifier => {
      const { code, findings } = rewrite(caller(specifier), { upgradeSdk: true })
      expect(findings[0]?.strength).toBe('native')
      expect(code).toContain(`'${specifier}'`)
    },
  )

  test.each(['npm:openai@3.3.0', 'https://deno.land/x/openai@v4.24.0/core.ts'])(
    'stays where no other one can stand in its place: %s',
    specifier => {
      expect(rewrite(caller(specifier), { upgradeSdk: true }).code).toBe(caller(specifier))
    },
  )

  test('stays where nothing moves', () => {
    const lost = caller('npm:openai@4.24.0').replace("model: 'm'", "model: 'm', seed: 7")
    expect(rewrite(lost, { upgradeSdk: true }).code).toBe(lost)
  })
})

describe("Azure's api-version", () => {
  const azure = (options: string) =>
    caller('openai')
      .replace('OpenAI from', '{ AzureOpenAI } from')
      .replace('new OpenAI()', `new AzureOpenAI(${options})`)

  test.each([
    ["{ apiVersion: '2024-06-01' }", "{ apiVersion: '2025-04-01-preview' }"],
    [
      "{ apiVersion: process.env.VERSION || '2024-02-15-preview' }",
      "{ apiVersion: process.env.VERSION || '2025-04-01-preview' }",
    ],
    ["{ deployment: 'a', apiVersion: '2024-06-01' }", "{ deployment: 'a', apiVersion: '2025-04-01-preview' }"],
  ])('is raised where that is asked for: %s', (old, raised) => {
    const before = azure(old)
    expect(rewrite(before)).toMatchObject({ code: before, findings: [{ reason: 'azure-version' }] })
    const { code, findings } = rewrite(before, { upgradeSdk: true })
    expect(code).toContain(`new AzureOpenAI(${raised})`)
    expect(findings).toMatchObject([
      { reason: undefined, notes: expect.arrayContaining([expect.stringContaining('api-version')]) },
    ])
    expect(rewrite(code, { upgradeSdk: true }).code).toBe(code)
  })

  test('is raised once for clients that share their options', () => {
    const shared = azure('options').replace(
      'const client',
      "const options = { apiVersion: '2024-06-01' }\nconst client",
    )
    const again =
      "\nconst other = new AzureOpenAI(options)\nawait other.chat.completions.create({ model: 'm', messages: [] })\n"
    const { code } = rewrite(shared + again, { upgradeSdk: true })
    expect(code.match(/2025-04-01-preview/g)).toHaveLength(1)
  })

  test('stays where nothing of the client moves', () => {
    const lost = azure("{ apiVersion: '2024-06-01' }").replace("model: 'm'", "model: 'm', seed: 7")
    expect(rewrite(lost, { upgradeSdk: true }).code).toBe(lost)
  })
})

describe('style wrapped carries', () => {
  test('any release of openai 4', () => {
    const packageJson = '{ "dependencies": { "openai": "4.20.1" } }'
    expect(rewrite(caller('openai'), { packageJson }).findings[0]?.reason).toBe('sdk-too-old')
    const { code } = rewrite(caller('openai'), { packageJson, style: 'wrapped' })
    expect(code).toContain("new OpenAI({ fetch: createFetch({ upstream: 'responses' }) })")
  })

  test('openai 3, whose client is wrapped whole', () => {
    const before = `import { Configuration, OpenAIApi } from 'openai'
const client = new OpenAIApi(new Configuration({ apiKey: 'x' }))
await client.createChatCompletion({ model: 'm', messages: [], stop: ['x'] })
`
    expect(rewrite(before)).toMatchObject({ code: before, findings: [{ reason: 'sdk-too-old' }] })
    const { code } = rewrite(before, { style: 'wrapped' })
    expect(code).toContain("wrap(new OpenAIApi(new Configuration({ apiKey: 'x' })))")
    expect(rewrite(code, { style: 'wrapped' }).code).toBe(code)
  })
})

describe("Azure's deployment", () => {
  const azure = (options: string, request = "model: 'm'") =>
    caller('openai')
      .replace('OpenAI from', '{ AzureOpenAI } from')
      .replace('new OpenAI()', `new AzureOpenAI({ ${options} })`)
      .replace("model: 'm'", request)

  const asked = (source: string, language: 'typescript' | 'javascript') =>
    /(?:model.*?|wrap\(client\).*?)(?=,)/.exec(
      transform(source, { language }).code.split('const completion')[1] ?? '',
    )?.[0]

  test.each([
    ["deployment: 'chat'", "model: 'm'", "model: 'chat'"],
    ['deployment: process.env.CHAT!', "model: 'm'", 'model: process.env.CHAT!'],
    ["deployment: process.env.CHAT ?? 'chat'", "model: 'm'", "model: process.env.CHAT ?? 'chat'"],
    ["deployment: 'chat'", 'model', "model: 'chat'"],
  ])('becomes the model where that is the same: %s, %s', (options, request, model) => {
    expect(asked(azure(options, request), 'typescript')).toBe(model)
  })

  test('may be a setting that is missing in JavaScript only', () => {
    expect(asked(azure('deployment: process.env.CHAT'), 'javascript')).toBe('model: process.env.CHAT')
    expect(asked(azure('deployment: process.env.CHAT'), 'typescript')).toMatch(/^wrap\(client\)/)
  })

  test.each(['deployment: settings.chat', "baseURL: 'https://a.openai.azure.com/openai/deployments/chat'"])(
    'is left to the client otherwise: %s',
    options => {
      expect(asked(azure(options), 'typescript')).toMatch(/^wrap\(client\)/)
    },
  )
})
