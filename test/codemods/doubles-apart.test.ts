// Test doubles in files of their own: what moves with a rewritten caller, and what is only named.
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../codemods/engine/edit.ts'
import { rewriteBatch } from '../../codemods/typescript/language.ts'

const caller = (reader = 'completion.choices[0].message.content', request = '') => `import OpenAI from 'openai'
export async function ask(content) {
  const completion = await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }]${request} })
  return ${reader}
}
`

const double = (rest: string) => `import { vi, expect } from 'vitest'
import { ask } from './ask.js'
const create = vi.fn()
vi.mock('openai', () => ({ default: class { chat = { completions: { create } } } }))
${rest}
`

function moved(files: Readonly<Record<string, string>>) {
  const inputs = Object.entries(files).map(([name, text]) => ({ path: `/${name}`, text }))
  const { edits, findings, failures } = rewriteBatch(
    {
      files: inputs,
      around: [],
      seesEveryCaller: true,
      read: () => undefined,
      resolve: () => [],
      manifestOf: () => ({ path: '/package.json', text: undefined, sdk: undefined }),
    },
    {},
  )
  expect(failures).toEqual([])
  const texts = Object.fromEntries(
    inputs.map(({ path, text }) => [path.slice(1), applyEdits(text, edits.get(path) ?? [])]),
  )
  return { texts, findings, notes: findings.flatMap(({ notes }) => notes.filter(note => note.includes('by hand'))) }
}

const movedTest = (rest: string, source = caller()) => {
  const { texts, notes } = moved({ 'ask.js': source, 'ask.test.js': double(rest) })
  return { text: texts['ask.test.js'] ?? '', notes }
}

describe('a double that is written out', () => {
  test.each([
    [
      `create.mockResolvedValue({ choices: [{ message: { content: 'a' } }] })`,
      `create.mockResolvedValue({ output_text: 'a' })`,
    ],
    [
      `create.mockResolvedValue({ choices: [{ message: { content: JSON.stringify({ a: 1 }) } }] })`,
      `create.mockResolvedValue({ output_text: JSON.stringify({ a: 1 }) })`,
    ],
    [`create.mockRejectedValue(new Error('no'))`, `create.mockRejectedValue(new Error('no'))`],
    [
      `expect(create).toHaveBeenCalledWith({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] })`,
      `expect(create).toHaveBeenCalledWith({ model: 'gpt-4o', input: 'x', store: false })`,
    ],
    [
      `expect(create).toHaveBeenCalledWith(expect.objectContaining({ messages: [{ role: 'user', content: 'x' }] }))`,
      `expect(create).toHaveBeenCalledWith(expect.objectContaining({ input: 'x' }))`,
    ],
    [`expect(create.mock.calls[0][0].model).toBe('gpt-4o')`, `expect(create.mock.calls[0][0].model).toBe('gpt-4o')`],
  ])('moves: %s', (before, after) => {
    const { text, notes } = movedTest(before)
    expect(notes).toEqual([])
    expect(text).toBe(double(after).replace('chat = { completions: { create } }', 'responses = { create }'))
  })

  test('gives the items, too, to a caller that counts them', () => {
    const { text } = movedTest(
      `create.mockResolvedValue({ choices: [{ message: { content: 'a' } }] })`,
      caller("completion.choices.length > 0 ? completion.choices[0].message.content : 'none'"),
    )
    expect(text).toContain(
      `{ output_text: 'a', output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a' }] }] }`,
    )
  })

  test('moves where it is put into the class, and where it is looked at', () => {
    const source = `import OpenAI from 'openai'
import { ask } from './ask.js'
jest.mock('openai')
OpenAI.prototype.chat = { completions: { create: jest.fn() } } as unknown as OpenAI.Chat
const create = OpenAI.prototype.chat.completions.create as jest.Mock
create.mockResolvedValue({ choices: [{ message: { content: 'a' } }] })
await ask('x')
expect(OpenAI.prototype.chat.completions.create).toHaveBeenCalledTimes(1)
`
    const { texts, findings, notes } = moved({ 'ask.js': caller(), 'ask.test.ts': source })
    expect(notes).toEqual([])
    expect(findings.map(({ strength }) => strength)).toEqual(['native'])
    expect(texts['ask.test.ts']).toBe(
      source
        .replace('chat = { completions: { create: jest.fn() } }', 'responses = { create: jest.fn() }')
        .replace('OpenAI.Chat', 'OpenAI.Responses')
        .replaceAll('.chat.completions', '.responses')
        .replace("{ choices: [{ message: { content: 'a' } }] }", "{ output_text: 'a' }"),
    )
  })

  test('is what the server answers, where the URL is stood in for', () => {
    const source = `import { http, HttpResponse } from 'msw'
import { ask } from './ask.js'
export const handlers = [
  http.post('https://api.openai.com/v1/chat/completions', () => HttpResponse.json({ id: 'a', choices: [{ message: { content: 'b' } }] })),
]
`
    const { texts, notes } = moved({ 'ask.js': caller(), 'ask.test.js': source })
    expect(notes).toEqual([])
    expect(texts['ask.test.js']).toContain(
      `http.post('https://api.openai.com/v1/responses', () => HttpResponse.json({ id: 'a', status: 'completed', output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'b' }] }] }))`,
    )
  })

  test('is an answer of Responses to a caller that converts it back', () => {
    const { text } = movedTest(
      `create.mockResolvedValue({ choices: [{ message: { content: 'a' } }] })`,
      caller("completion.choices[0].message.content ?? 'none'"),
    )
    expect(text).toContain(
      `output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a' }] }]`,
    )
  })
})

describe('a double that is not', () => {
  test.each([
    [
      'an answer of another file',
      `create.mockResolvedValue({ ...recorded, choices: [{ message: { content: 'a' } }] })`,
    ],
    [
      'several choices',
      `create.mockResolvedValue({ choices: [{ message: { content: 'a' } }, { message: { content: 'b' } }] })`,
    ],
    ['choices in a variable', `const choices = recorded()\ncreate.mockResolvedValue({ choices })`],
    ['a stream', `create.mockResolvedValue([{ choices: [{ delta: { content: 'a' } }] }])`],
    ['messages that are looked at', `expect(create.mock.calls[0][0].messages[0].content).toBe('x')`],
    [
      'messages of another form',
      `expect(create).toHaveBeenCalledWith({ model: 'gpt-4o', messages: expect.any(Array) })`,
    ],
    ['a comparison by another word', `sinon.assert.calledWith(create, { max_tokens: 5 })`],
  ])('stays and is named: %s', (_, rest) => {
    const { text, notes } = movedTest(rest)
    expect(text).toBe(double(rest))
    expect(notes).toEqual(['ask.test.js answers in the form of chat: move it by hand.'])
  })

  test('stays where it stands around a caller that stays, too', () => {
    const rest = `import { other } from './other.js'\ncreate.mockResolvedValue({ choices: [{ message: { content: 'a' } }] })`
    const { texts, notes } = moved({
      'ask.js': caller(),
      'other.js': caller('completion', ', seed: 1').replace('ask', 'other'),
      'ask.test.js': double(rest),
    })
    expect(texts['ask.test.js']).toBe(double(rest))
    expect(notes).toHaveLength(1)
  })
})

describe('a double of a client that a copy is made of', () => {
  const source = caller('completion.data', '').replace(' })\n  return', ' }).withResponse()\n  return')
  const both = {
    'ask.js': source
      .replace('const completion = await', 'const completion = check(await')
      .replace('.withResponse()', '.withResponse())'),
  }

  test('stays, and is its own copy', () => {
    const { texts, notes } = moved({ ...both, 'ask.test.js': double('') })
    expect(notes).toEqual([])
    expect(texts['ask.test.js']).toContain("vi.mock('responses-bridge/openai', () => ({ wrap: client => client }))\n")
    expect(texts['ask.test.js']).toContain('chat = { completions: { create } }')
  })

  test('is named where nobody can tell how the test replaces modules', () => {
    const text = "import { ask } from './ask.js'\nOpenAI.prototype.chat = { completions: { create: null } }\n"
    const { texts, notes } = moved({ ...both, 'ask.test.js': text })
    expect(notes).toHaveLength(1)
    expect(texts['ask.test.js']).toBe(text)
  })
})
