// Whose client a call goes through, and which server it talks to: followed by binding, in code whose packages are absent.
import { describe, expect, test } from 'vitest'
import { rewriteBatch } from '../../codemods/typescript/language.ts'

/** What is said of every call: `moved`, or the reason. Files after the first are only there to be followed into. */
function said(
  first: string,
  others: Record<string, string> = {},
  path = '/app/src/main.ts',
  around: readonly string[] = [],
  style: 'native' | 'bridged' = 'bridged',
): string[] {
  const { findings, failures } = rewriteBatch(
    {
      files: [{ path, text: first }],
      around: around.map(each => ({ path: each, text: others[each] ?? '' })),
      seesEveryCaller: true,
      read: path => others[path],
      resolve: () => [],
      manifestOf: () => ({ path: '/app/package.json', text: undefined, sdk: undefined }),
    },
    { style },
  )
  expect(failures).toEqual([])
  return findings.map(({ strength, reason }) => (strength === undefined ? (reason ?? '') : 'moved'))
}

const ask = (client: string) => `await ${client}.chat.completions.create({ model: 'm', messages: [] })`
const inside = (client: string) => `async function ask() { ${ask(client)} }`
const imported = "import OpenAI from 'openai'\n"

const followed: Record<string, string> = {
  'a variable': `${imported}const client = new OpenAI()\n${ask('client')}`,
  'another name of the class': `import { OpenAI as Sdk } from 'openai'\nconst client = new Sdk()\n${ask('client')}`,
  'a namespace': `import * as sdk from 'openai'\nconst client = new sdk.OpenAI()\n${ask('client')}`,
  require: `const OpenAI = require('openai')\nconst client = new OpenAI()\n${inside('client')}`,
  'a member of require': `const { OpenAI } = require('openai')\nconst client = new OpenAI()\n${inside('client')}`,
  'require().default': `const OpenAI = require('openai').default\nconst client = new OpenAI()\n${inside('client')}`,
  'a dynamic import': `const { default: OpenAI } = await import('openai')\nconst client = new OpenAI()\n${ask('client')}`,
  'no variable at all': `${imported}${ask('new OpenAI()')}`,
  'a property': `${imported}class A { client = new OpenAI()\n async go() { ${ask('this.client')} } }`,
  'a private property': `${imported}class A { #client = new OpenAI()\n async go() { ${ask('this.#client')} } }`,
  'a property set in the constructor': `${imported}class A { client\n constructor() { this.client = new OpenAI() }\n async go() { ${ask('this.client')} } }`,
  'a parameter property': `${imported}class A { constructor(private client: OpenAI) {}\n async go() { ${ask('this.client')} } }`,
  'a property of a base class': `${imported}class A { protected client = new OpenAI() }\nclass B extends A { async go() { ${ask('this.client')} } }`,
  'a typed parameter': `import type OpenAI from 'openai'\nasync function go(client: OpenAI) { ${ask('client')} }`,
  'an untyped parameter': `${imported}async function go(client) { ${ask('client')} }\ngo(new OpenAI())`,
  'a destructured parameter': `${imported}async function go({ client }: { client: OpenAI }) { ${ask('client')} }`,
  'a comment with a type': `/** @param {import('openai').OpenAI} client */\nexport async function go(client) { ${ask('client')} }`,
  'a function that makes it': `${imported}const make = () => new OpenAI()\n${ask('make()')}`,
  'a function that keeps it': `${imported}let kept\nfunction get() { if (!kept) kept = new OpenAI()\n return kept }\n${ask('get()')}`,
  'a promise of it': `${imported}async function make() { return new OpenAI() }\nconst client = await make()\n${ask('client')}`,
  'a later assignment': `${imported}let client: OpenAI | undefined\nclient = new OpenAI()\nif (client) { ${ask('client!')} }`,
  'an object': `${imported}const services = { ai: new OpenAI() }\n${ask('services.ai')}`,
  destructuring: `${imported}const services = { ai: new OpenAI() }\nconst { ai } = services\n${ask('ai')}`,
  'an alias': `${imported}const a = new OpenAI()\nconst b = a\n${ask('b')}`,
  'a cast': `${imported}const client: any = new OpenAI()\n${ask('(client as any)')}`,
  'a subclass': `${imported}class Mine extends OpenAI {}\nconst client = new Mine()\n${ask('client')}`,
  withOptions: `${imported}const client = new OpenAI().withOptions({ timeout: 1 })\n${ask('client')}`,
  'a function that is handed in': `${imported}class A { constructor(private make: () => OpenAI) {}\n async go() { ${ask('this.make()')} } }\nnew A(() => new OpenAI())`,
  'the type of a function that is handed in': `${imported}class A { constructor(private make: () => Promise<OpenAI>) {}\n async go() { ${ask('(await this.make())')} } }`,
  'a class that is loaded when it is there': `let OpenAI\ntry { OpenAI = (await import('openai')).OpenAI } catch {}\nconst client = new OpenAI()\n${ask('client')}`,
  'a client with another fetch': `${imported}import { fetch } from 'undici'\nconst client = new OpenAI({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) })\n${ask('client')}`,
  'a client whose timeout is set later': `${imported}const client = new OpenAI()\nclient.timeout = 1\nconst other = { baseURL: '' }\nother.baseURL = 'https://api.groq.com'\n${ask('client')}`,
  'a callback’s parameter': `${imported}function using(work: (client: OpenAI) => unknown) { return work(new OpenAI()) }\nusing(async client => { ${ask('client')} })`,
  'a key in place of options': `${imported}const client = new OpenAI(process.env.OPENAI_KEY)\n${ask('client')}`,
  Azure: `import { AzureOpenAI } from 'openai'\nconst client = new AzureOpenAI({ apiVersion: '2025-04-01-preview' })\n${ask('client')}`,
}

const commonJs: Record<string, [use: string, exported: string]> = {
  'a property of exports': ["const { client } = require('./llm')", 'module.exports = { client: new OpenAI() }'],
  'a name in exports': [
    "const { client } = require('./llm')",
    'const client = new OpenAI()\nmodule.exports = { client }',
  ],
  'exports as a whole': ["const client = require('./llm')", 'module.exports = new OpenAI()'],
  'an assignment to exports': ["const { client } = require('./llm')", 'exports.client = new OpenAI()'],
  'a function': ["const { make } = require('./llm')\nconst client = make()", 'exports.make = () => new OpenAI()'],
}

describe('a client of another CommonJS file is followed through', () => {
  test.each(Object.entries(commonJs))('%s', (_name, [use, exported]) => {
    const llm = { '/app/src/llm.js': `const OpenAI = require('openai')\n${exported}\n` }
    expect(said(`${use}\n${inside('client')}`, llm, '/app/src/main.js')).toEqual(['moved'])
  })
})

describe('a client is followed through', () => {
  test('a context that another file puts it into', () => {
    const middleware = '/app/src/middleware.ts'
    const main = `export default async event => { ${ask('event.context.openai')} }`
    const filled = (client: string) =>
      said(
        main,
        { [middleware]: `${imported}export const fill = event => { event.context.openai = ${client} }` },
        undefined,
        [middleware],
      )
    expect(filled('new OpenAI()')).toEqual(['moved'])
    expect(filled("new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' })")).toEqual(['other-provider'])
    expect(filled('adapter()')).toEqual(['unknown-client'])
  })

  test.each(Object.entries(followed))('%s', (_name, source) => {
    expect(said(source)).toEqual(['moved'])
  })

  test('another file, a re-export and a star', () => {
    const others = {
      '/app/src/ai/index.ts': "export * from './clients'",
      '/app/src/ai/clients.ts': "export { openai as client } from './openai'",
      '/app/src/ai/openai.ts': `${imported}export const openai = new OpenAI()`,
    }
    expect(said(`import { client } from './ai'\n${ask('client')}`, others)).toEqual(['moved'])
  })

  test('a default export, a namespace and a class of another file', () => {
    const made = { '/app/src/client.ts': `${imported}export default new OpenAI()\nexport const named = new OpenAI()` }
    expect(said(`import client from './client'\n${ask('client')}`, made)).toEqual(['moved'])
    expect(said(`import * as all from './client.js'\n${ask('all.named')}`, made)).toEqual(['moved'])
    const service = {
      '/app/src/service.ts': `${imported}export class Service { constructor(readonly client: OpenAI) {} }`,
    }
    const use = `import { Service } from './service'\nasync function go(service: Service) { ${ask('service.client')} }`
    expect(said(use, service)).toEqual(['moved'])
  })
})

const options = (text: string) => `${imported}const client = new OpenAI({ ${text} })\n${ask('client')}`

const providers: Record<string, [options: string, expected: string]> = {
  'OpenAI’s own URL': ["baseURL: 'https://api.openai.com/v1'", 'moved'],
  'OpenAI’s own variable': ['baseURL: process.env.OPENAI_BASE_URL', 'moved'],
  undefined: ['baseURL: undefined', 'moved'],
  'a setting that falls back to OpenAI': ["baseURL: process.env.BASE_URL ?? 'https://api.openai.com/v1'", 'moved'],
  'a setting that falls back to nothing': ["baseURL: settings.url || ''", 'unknown-provider'],
  'another vendor’s URL': ["baseURL: 'https://api.groq.com/openai/v1'", 'other-provider'],
  'this machine': ["baseURL: 'http://localhost:11434/v1'", 'other-provider'],
  'another vendor’s variable': ['baseURL: process.env.DEEPSEEK_BASE_URL', 'other-provider'],
  'another vendor’s key': ['apiKey: process.env.GROQ_API_KEY, baseURL: process.env.BASE_URL', 'other-provider'],
  'another vendor where OpenAI is not set': [
    "baseURL: process.env.OPENAI_BASE_URL || 'https://openrouter.ai/api/v1'",
    'other-provider',
  ],
  'OpenAI’s variable, where a local address is expected in it': [
    "baseURL: process.env.OPENAI_BASE_URL.replace('localhost', 'host.docker.internal')",
    'unknown-provider',
  ],
  'anybody’s variable': ['baseURL: process.env.LLM_BASE_URL', 'unknown-provider'],
  'what only speaks its language': ['baseURL: process.env.OPENAI_COMPATIBLE_BASE_URL', 'unknown-provider'],
  'OpenAI’s own setting': ['baseURL: config.openai.baseUrl', 'moved'],
  'what a user fills in, under OpenAI’s name': ['baseURL: plugin.settings.openAiBaseUrl', 'unknown-provider'],
  'options nobody can see': ['...settings()', 'unknown-provider'],
}

describe('the server is told by', () => {
  test.each(Object.entries(providers))('%s', (_name, [text, expected]) => {
    expect(said(options(text))).toEqual([expected])
  })

  test.each([
    ["client.baseURL = 'http://192.168.1.2:1234/v1'", 'other-provider'],
    ["if (process.env.LOCAL === 'true') client.baseURL = process.env.LOCAL_URL", 'unknown-provider'],
    ['client.baseURL = process.env.OPENAI_BASE_URL', 'moved'],
    ["client.baseURL = 'https://eu.api.openai.com/v1'\nclient.apiKey = process.env.OPEN_ROUTER_KEY", 'other-provider'],
  ])('what is set after it was made: %s', (later, expected) => {
    expect(said(`${imported}const client = new OpenAI()\n${later}\n${ask('client')}`)).toEqual([expected])
    const member = `class A { client = new OpenAI()\n constructor() { ${later.replaceAll('client', 'this.client')} }`
    expect(said(`${imported}${member}\n async go() { ${ask('this.client')} } }`)).toEqual([expected])
  })

  test.each([
    ["'qwen2.5:7b-instruct'", 'other-provider'],
    ["process.env.MODEL ?? 'llama-3.1-70b'", 'other-provider'],
    ["small ? 'gpt-4o-mini' : 'claude-3-opus'", 'other-provider'],
    ["'ft:gpt-4o-mini:acme::7b2'", 'moved'],
    ["'o4-mini'", 'moved'],
  ])('the model that is asked for: %s', (model, expected) => {
    const call = ask('client').replace("'m'", model)
    expect(said(`${imported}const client = new OpenAI()\n${call}`)).toEqual([expected])
    const field = `class A { model = ${model}\n async go() { ${ask('client').replace("'m'", 'this.model')} } }`
    expect(said(`${imported}const client = new OpenAI()\n${field}`)).toEqual([expected])
  })

  test('the address that a class which inherits the client gives it', () => {
    const base = `${imported}class A { client\n constructor(options) { this.client = new OpenAI({ baseURL: options.url || 'https://api.openai.com/v1' }) }\n async go() { ${ask('this.client')} } }`
    expect(said(base)).toEqual(['moved'])
    expect(said(`${base}\nclass B extends A { constructor() { super({ url: 'https://api.deepseek.com' }) } }`)).toEqual(
      ['other-provider'],
    )
  })

  test.each([
    ['', 'moved'],
    ["baseURL: 'https://api.groq.com/openai/v1'", 'other-provider'],
  ])('options that a class keeps for itself: %s', (text, expected) => {
    const service = (scope: string, more = '') =>
      `${imported}class A { ${scope} settings\n client\n constructor() { this.settings = { ${text} }\n ${more}\n this.client = new OpenAI(this.settings) }\n async go() { ${ask('this.client')} } }`
    expect(said(service('private'))).toEqual([expected])
    expect(said(service('public'))).toEqual(['unknown-provider'])
    expect(said(service('private', 'this.settings.baseURL = process.env.ANY'))).toEqual(['unknown-provider'])
  })

  test('a constant of another file', () => {
    const main = `import { base } from './settings'\n${options('baseURL: base')}`
    const settings = { '/app/src/settings.ts': "export const base = 'https://api.deepseek.com' // for openai" }
    expect(said(main, settings)).toEqual(['other-provider'])
  })

  test.each([
    ["'https://api.groq.com/openai/v1'", 'other-provider'],
    ['settings.url', 'unknown-provider'],
    ['process.env.OPENAI_BASE_URL', 'moved'],
  ])('what is put into a name that began with nothing: %s', (value, expected) => {
    const client = `const client = new OpenAI({ baseURL: base })\n${ask('client')}`
    expect(said(`${imported}let base = ''\nif (process.env.ANY) base = ${value}\n${client}`)).toEqual([expected])
    const raw = "await fetch(this.host + '/v1/chat/completions', { method: 'POST', body: '{}' })"
    const member = `class A { host = ''\n constructor({ host = '' } = {}) { this.host = host || ${value} }\n async go() { ${raw} } }`
    const [found] = said(member)
    if (expected === 'moved') expect(found).not.toMatch(/provider/)
    else expect(found).toBe(expected)
  })

  test.each(["prefs.host + '/v1/chat/completions'", `\`\${prefs.host}/v1/chat/completions\``])(
    'what is to be filled in before a URL is asked: %s',
    url => {
      const call = `await fetch(${url}, { method: 'POST', body: '{}' })`
      expect(said(`const prefs = { host: '' }\n${call}`)).toEqual(['unknown-provider'])
      const [found] = said(`const prefs = { host: 'https://api.openai.com' }\n${call}`)
      expect(found).not.toMatch(/provider/)
    },
  )

  test('what may be put into a name that began with OpenAI’s own address, as what falls back to it is', () => {
    const begun = `${imported}let base = 'https://api.openai.com/v1'\n`
    const client = `const client = new OpenAI({ baseURL: base })\n${ask('client')}`
    expect(said(`${begun}if (settings.url) base = settings.url\n${client}`)).toEqual(['moved'])
    expect(said(`${begun}if (local) base = 'http://localhost:1234/v1'\n${client}`)).toEqual(['other-provider'])
  })

  test('the argument for a parameter', () => {
    const make = `${imported}function make(baseURL?: string) { return new OpenAI({ baseURL }) }\n${ask('make(URL_HERE)')}`
    expect(said(make.replace('URL_HERE', ''))).toEqual(['unknown-provider'])
    expect(said(make.replace('URL_HERE', "'https://api.mistral.ai/v1'"))).toEqual(['other-provider'])
  })

  test('--assume-openai, whatever it is', () => {
    const files = [{ path: '/a.ts', text: options("baseURL: 'http://localhost:1/v1'") }]
    const batch = {
      files,
      around: [],
      seesEveryCaller: true,
      read: () => undefined,
      resolve: () => [],
      manifestOf: () => ({ path: '/package.json', text: undefined, sdk: undefined }),
    }
    expect(rewriteBatch(batch, { assumeOpenAI: true }).findings[0]?.strength).toBeDefined()
  })
})

const leftAlone: Record<string, [source: string, reason: string]> = {
  'another package’s client': [
    `import Groq from 'groq-sdk'\nconst client = new Groq()\n${ask('client')}`,
    'other-provider',
  ],
  'a name that proves nothing': [`declare const openai: any\n${ask('openai')}`, 'unknown-client'],
  'an object of the same shape': [
    `const openai = { chat: { completions: { create: async (x: object) => x } } }\n${ask('openai')}`,
    'unknown-client',
  ],
  'a client patched by instructor': [
    `${imported}import Instructor from '@instructor-ai/instructor'\nconst client = Instructor({ client: new OpenAI(), mode: 'TOOLS' })\n${ask('client')}`,
    'patched-client',
  ],
  'a client observed by langfuse': [
    `${imported}import { observeOpenAI } from 'langfuse'\nconst client = observeOpenAI(new OpenAI())\n${ask('client')}`,
    'patched-client',
  ],
  'an instrumented program': [
    `${imported}import { OpenAIInstrumentation } from '@traceloop/instrumentation-openai'\nconst client = new OpenAI()\n${ask('client')}`,
    'patched-client',
  ],
  'the method of openai 3': [
    "import { OpenAIApi } from 'openai'\nconst client = new OpenAIApi()\nawait client.createChatCompletion({ model: 'm', messages: [] })",
    'sdk-too-old',
  ],
  'a method that is passed on': [
    `${imported}const client = new OpenAI()\nexport const create = client.chat.completions.create.bind(client)`,
    'indirect-call',
  ],
  'a call through a part of the client': [
    `${imported}export const { completions } = new OpenAI().chat\nawait completions.create({ model: 'm', messages: [] })\nshare(completions)`,
    'indirect-call',
  ],
  'a call through a part of a part': [
    `${imported}const { chat: { completions } } = new OpenAI()\nawait completions.create({ model: 'm', messages: [] })`,
    'indirect-call',
  ],
  'an api-version without Responses': [
    `import { AzureOpenAI } from 'openai'\nconst client = new AzureOpenAI({ apiVersion: '2024-02-01' })\n${ask('client')}`,
    'azure-version',
  ],
  'Azure, whose version falls back to one without Responses': [
    `import { AzureOpenAI } from 'openai'\nconst client = new AzureOpenAI({ apiVersion: process.env.VERSION || '2024-02-15-preview' })\n${ask('client')}`,
    'azure-version',
  ],
  'a release without Responses in the specifier': [
    `import OpenAI from 'npm:openai@4.8.0'\n${ask('new OpenAI()')}`,
    'sdk-too-old',
  ],
  'a client whose fetch reads the answers of chat': [
    `${imported}async function log(url, init) { const answer = await fetch(url, init)\n console.log((await answer.clone().json()).choices)\n return answer }\nconst client = new OpenAI({ fetch: log })\n${ask('client')}`,
    'patched-client',
  ],
  'a request that is sent to a path of its own': [
    `${imported}await new OpenAI().chat.completions.create({ model: 'm', messages: [] }, { path: '/models/chat/completions' })`,
    'request-unknown',
  ],
  'a request without the SDK': [
    "await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST' })",
    'request-unknown',
  ],
  'a request to somebody else': ["await fetch('https://api.groq.com/openai/v1/chat/completions')", 'other-provider'],
}

const notNative: Record<string, [source: string, reason: string]> = {
  'a deployment in the URL': [
    `${imported}const client = new OpenAI({ baseURL: 'https://x.openai.azure.com/openai/deployments/d' })\n${ask('client')}`,
    'azure-deployment',
  ],
  'Azure, with a deployment that may be another than the model': [
    `import { AzureOpenAI } from 'openai'\nconst client = new AzureOpenAI({ apiVersion: 'preview', deployment: process.env.DEPLOYMENT })\n${ask('client')}`,
    'azure-deployment',
  ],
}

describe('is left alone, with a reason:', () => {
  test.each(Object.entries(leftAlone))('%s', (_name, [source, reason]) => {
    expect(said(source)).toEqual([reason])
  })

  test.each(Object.entries(notNative))('natively, %s', (_name, [source, reason]) => {
    expect(said(source, {}, undefined, [], 'native')).toEqual([reason])
  })

  test('nothing is said of a test that asks its own server', () => {
    const asked = ".post('/v1/chat/completions').send({ messages: [] })"
    expect(said(`import request from 'supertest'\nimport { app } from './app'\nawait request(app)${asked}`)).toEqual([])
    expect(said(`const chai = require('chai')\nchai.request(app)${asked}`)).toEqual([])
    expect(said(`import { request } from './request'\nawait request('https://api.openai.com')${asked}`)).toHaveLength(1)
  })

  test('nothing is said of calls that only look alike', () => {
    expect(said("import { db } from './db'\nawait db.completions.create({})\nfetch('/api/chat')")).toEqual([])
  })
})
