// The bridged form in a file: what it imports, and that the text around stays.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

const bridge = (source: string, fileName = 'source.ts', packageJson?: string) =>
  transform(source, { language: 'typescript', fileName, style: 'bridged', packageJson })

const client = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const create = (rest: string, request: string) => `client.chat.completions.create(${request}${rest})`

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
