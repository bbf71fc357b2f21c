// `explain`, the page generated from the same facts, and the examples: all of them say what the code does.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { chatMessages } from '../src/atlas/conversation.ts'
import { Conversion } from '../src/atlas/conversion.ts'
import { inputItems } from '../src/atlas/items/index.ts'
import { outputItems } from '../src/atlas/items/output.ts'
import { lossCodes } from '../src/atlas/loss.ts'
import { finishReasons } from '../src/atlas/outcome.ts'
import { parameters } from '../src/atlas/parameters.ts'
import { chatParts, responsesParts } from '../src/atlas/parts/index.ts'
import { lostToolChoices, toolChoiceNotes, toolChoiceToChat } from '../src/atlas/tools/choice.ts'
import { lostTools, webSearchTools } from '../src/atlas/tools/hosted.ts'
import { sections } from '../src/cli/reference/index.ts'
import { referencePage } from '../src/cli/reference/markdown.ts'
import { search, suggestions } from '../src/cli/reference/search.ts'
import { eventHandlers } from '../src/convert/event-handlers.ts'
import { typingDistance } from '../src/spelling.ts'
import { cli, root } from './cli-process.ts'

const page = () => readFileSync(join(root, 'docs/parameters.md'), 'utf8')

describe('docs/parameters.md', () => {
  test('is what the atlas says today; `npm run docs` writes it anew', () => {
    expect(page()).toBe(referencePage())
  })

  test('says in its first line that it is generated', () => {
    expect(page().split('\n')[0]).toMatch(/Generated from src\/atlas/)
  })
})

const everyName: readonly string[] = [
  ...Object.keys(parameters.table.chat),
  ...Object.keys(parameters.table.responses),
  ...parameters.toChat.steps.keys(),
  ...[chatMessages, inputItems, outputItems, chatParts, responsesParts, finishReasons].flatMap(Object.keys),
  ...Object.keys(lostTools),
  ...webSearchTools,
  ...Object.keys(toolChoiceNotes),
  ...Object.keys(eventHandlers),
  ...Object.keys(lossCodes),
]

describe('the reference', () => {
  test('knows every name of the atlas', () => {
    const unknown = everyName.filter(name => {
      const { entries, terms } = search(name)
      return entries.length + terms.length === 0
    })
    expect(unknown).toEqual([])
  })

  test('every entry says where it is in the other API, or a sentence', () => {
    const silent = sections.flatMap(({ title, entries }) =>
      entries.filter(({ fate }) => fate.places.length === 0 && !fate.about).map(({ name }) => `${title}: ${name}`),
    )
    expect(silent).toEqual([])
  })

  test('the tool choices called lost are lost', () => {
    for (const type of Object.keys(lostToolChoices)) {
      const losses: string[] = []
      const run = new Conversion({ onLoss: ({ path }) => losses.push(path) })
      expect(toolChoiceToChat({ type }, '/tool_choice', run)).toBeUndefined()
      run.settle()
      expect(losses).toEqual(['/tool_choice'])
    }
  })

  test('a name may be written as a member, a pointer or a place in a list', () => {
    const names = (text: string) => search(text).entries.map(({ name }) => name)
    expect(names('/text/format')).toEqual(['text.format'])
    expect(names('tools[0].strict')).toContain('strict')
    expect(names('TEXT')).toContain('text.verbosity')
  })

  test('a mistyped name is recognised', () => {
    expect(suggestions('max_tokns')[0]).toBe('max_tokens')
    expect(suggestions('temprature')[0]).toBe('temperature')
    expect(suggestions('xyzzyxyzzy')).toEqual([])
    expect(typingDistance('ab', 'ba')).toBe(1)
  })
})

describe('explain', () => {
  test('max_tokens: both ways, and why', async () => {
    const { exitCode, out } = await cli(['explain', 'max_tokens'])
    expect(exitCode).toBe(0)
    expect(out).toContain('in Responses: max_output_tokens')
    expect(out).toContain('comes back as: max_completion_tokens')
    expect(out).toContain('deprecated name')
  })

  test('a Responses name says what it is made from', async () => {
    const { out } = await cli(['explain', 'max_output_tokens'])
    expect(out).toContain('in Chat Completions: max_completion_tokens')
    expect(out).toContain('made from: max_completion_tokens, max_tokens')
  })

  test('a lost name says why, a different default is told', async () => {
    expect((await cli(['explain', 'seed'])).out).toMatch(/lost\. Responses has no seed/)
    expect((await cli(['explain', 'store'])).out).toContain('left out here, false is written there')
  })

  test('an unknown name gets a suggestion and exit code 2', async () => {
    const ran = await cli(['explain', 'max_tokns'])
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
    expect(ran.notes).toContain('Did you mean max_tokens')
  })

  test('without a name it lists everything, by group', async () => {
    const { out } = await cli(['explain'])
    for (const { title } of sections) expect(out).toContain(title)
    expect(out).toContain('seed*')
  })

  test('--json is data', async () => {
    const { entries } = JSON.parse((await cli(['explain', 'n', '--json'])).out)
    expect(entries).toEqual([
      expect.objectContaining({ name: 'n', api: 'chat', fate: expect.objectContaining({ effect: 'lost' }) }),
    ])
    expect(JSON.parse((await cli(['explain', '--json'])).out).sections).toHaveLength(sections.length)
  })
})

describe('examples', () => {
  const prints: Readonly<Record<string, RegExp>> = {
    'convert-a-request.js': /^dropped \/seed: Responses has no seed[\s\S]*max_output_tokens: 200/,
    'convert-a-stream.js': /^0 response\.created[\s\S]*output_text\.delta Hello[\s\S]*response\.completed \n$/,
    'refuse-instead-of-losing.js': /^refused: \/stop, \/seed\n$/,
    'responses-client-over-a-chat-server.js': /^You said: "Say hello\."\nsent to \/v1\/chat\/completions\n$/,
    'wrap-openai.js': /^\/seed was dropped\nYou said: "Say hello\."\ntrue \/v1\/responses\n$/,
    'wrap-plain-fetch.js': /^You\n said:\n "Say\n hello\."\n$/,
    'wrap-the-openai-sdk.js': /^You said: "Say hello\."\nsent to \/v1\/responses\n$/,
  }
  const files = readdirSync(join(root, 'examples')).filter(name => name.endsWith('.js'))

  test('each has its output written down here', () => {
    expect(files.sort()).toEqual(Object.keys(prints).sort())
  })

  test.each(files)('%s prints what it should', async name => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(root, 'examples', name)])
    expect(stderr).toBe('')
    expect(stdout).toMatch(prints[name] ?? /^$/)
  })
})
