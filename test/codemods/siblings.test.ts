// Packages of one repository that import each other by name.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../codemods/index.ts'

const call = (client: string) =>
  `await ${client}.chat.completions.create({ model: 'm', messages: [], temperature: 0 })\n`

function folder(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'responses-bridge-')))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

describe('packages of one repository', () => {
  test('a package of the same repository is followed by its name, to its sources', async () => {
    const root = folder({
      'packages/llm/package.json':
        '{ "name": "@shop/llm", "exports": { ".": "./dist/index.js", "./sdk": { "default": "./dist/sdk.js" } } }',
      'packages/llm/src/index.ts':
        "import OpenAI from 'openai'\nexport const client = new OpenAI()\nexport const groq = new OpenAI({ baseURL: 'https://api.groq.com' })\n",
      'packages/llm/src/sdk.ts': "export * from 'openai'\n",
      'packages/app/package.json': '{ "name": "@shop/app" }',
      'packages/app/own.ts': `import { client } from '@shop/llm'\n${call('client')}`,
      'packages/app/groq.ts': `import { groq } from '@shop/llm'\n${call('groq')}`,
      'packages/app/sdk.ts': `import { OpenAI } from '@shop/llm/sdk'\n${call('new OpenAI()')}`,
      'packages/app/other.ts': `import { OpenAI } from '@shop/llm/other'\n${call('new OpenAI()')}`,
    })
    const { findings } = await run({ paths: ['.'], cwd: root })
    expect(findings.map(({ file, strength, reason }) => `${file} ${strength ?? reason}`).sort()).toEqual([
      'packages/app/groq.ts other-provider',
      'packages/app/other.ts unknown-client',
      'packages/app/own.ts native',
      'packages/app/sdk.ts native',
    ])
  })

  test('the SDK is the SDK in its own repository, too', async () => {
    const root = folder({
      'package.json': '{ "name": "openai", "version": "6.0.0", "main": "dist/index.js" }',
      'src/index.ts': 'export default class OpenAI {}\n',
      'examples/ask.ts': `import OpenAI from 'openai'\n${call('new OpenAI()')}`,
    })
    const { findings } = await run({ paths: ['.'], cwd: root })
    expect(findings.map(({ strength }) => strength)).toEqual(['native'])
  })

  test('whoever calls across packages is seen before a function is rewritten', async () => {
    const ask =
      "import OpenAI from 'openai'\nexport async function ask(messages: OpenAI.Chat.ChatCompletionMessageParam[]) {\n  const answer = await new OpenAI().chat.completions.create({ model: 'm', messages })\n  return answer.choices[0].message.content ?? ''\n}\n"
    const use = (imported: string) =>
      `import { ask } from '${imported}'\nimport { stored } from 'elsewhere'\nexport const answer = await ask(await stored())\n`
    const strengthWith = async (imported: string): Promise<string | undefined> => {
      const root = folder({
        'packages/llm/package.json': '{ "name": "@shop/llm", "main": "dist/index.js" }',
        'packages/llm/src/index.ts': "export * from './ask'\n",
        'packages/llm/src/ask.ts': ask,
        'packages/llm/src/greet.ts':
          "import { ask } from './ask'\nexport const greet = () => ask([{ role: 'user', content: 'Hello' }])\n",
        'packages/app/package.json': '{ "name": "@shop/app" }',
        'packages/app/main.ts': use(imported),
      })
      const { findings } = await run({ paths: ['.'], cwd: root })
      return findings[0]?.strength
    }
    expect(await strengthWith('@shop/llm')).toBe('bridged')
    expect(await strengthWith('@shop/other')).toBe('native')
  })
})
