// The native rewriter: results that come in a list, and types that are taken from the method and from functions.
import { expect, test } from 'vitest'
import { rewrite } from './native.ts'

const create = "openai.chat.completions.create({ messages: [{ role: 'user', content: x }] })"
const created = "openai.responses.create({ input: [{ role: 'user', content: x }], store: false })"
const made = `const made = await Promise.all(list.map(x => ${create}))\n`

function after(source: string, name = 'app.js'): string {
  const { text, obstacles } = rewrite(source, name)
  expect(obstacles).toEqual([])
  return text
}

test.each([
  ['mapped', 'use(made.map(r => r.choices[0].message.content))', 'use(made.map(r => r.output_text))'],
  ['counted', 'use(made.length)', 'use(made.length)'],
  [
    'summed up',
    'use(made.reduce((n, r) => n + r.usage.total_tokens, 0))',
    'use(made.reduce((n, r) => n + r.usage.total_tokens, 0))',
  ],
  ['found', 'use(made.find(r => r.choices[0].message.content).id)', 'use(made.find(r => r.output_text).id)'],
  ['picked', 'use(made[0].choices[0].message.content)', 'use(made[0].output_text)'],
  ['named', 'const [a, b] = made\nuse(b.choices[0].message.content)', 'const [a, b] = made\nuse(b.output_text)'],
  [
    'looped over',
    'for (const r of made) use(r.choices[0].message.content)',
    'for (const r of made) use(r.output_text)',
  ],
  [
    'looped over with their numbers',
    'for (const [i, r] of made.entries()) use(i, r.choices[0].message.content)',
    'for (const [i, r] of made.entries()) use(i, r.output_text)',
  ],
])('results in a list may be %s', (_, before, expected) => {
  expect(
    after(made + before)
      .split('\n')
      .slice(1)
      .join('\n'),
  ).toBe(expected)
})

test('a list of promises is followed to where it is awaited', () => {
  const source = `const asked = list.map(async x => await ${create})\nconst all = () => Promise.all(asked)\nall().then(made => use(made[0].choices[0].message.content))`
  expect(after(source)).toContain('use(made[0].output_text)')
})

test('what came of each is read where it went well', () => {
  const source = `for (const one of await Promise.allSettled(list.map(x => ${create}))) if (one.status === 'fulfilled') use(one.value.choices[0].message.content); else use(one.reason)`
  expect(after(source)).toContain("if (one.status === 'fulfilled') use(one.value.output_text); else use(one.reason)")
})

test.each([
  ['handed on', 'use(made)'],
  ['sorted', 'made.sort((a, b) => a.created - b.created)'],
  ['looked at in another way', 'use(made.map(show))'],
  ['taken apart on the way', 'use(made.map(({ choices }) => choices[0].message.content))'],
  ['handed on from a callback', 'use(made.map((r, i, all) => all[i - 1].choices[0].message.content))'],
  ['compared with null', 'use(made.map(r => r.choices[0].message.content === null))'],
])('results in a list that are %s stay', (_, code) => {
  const { text, obstacles } = rewrite(made + code, 'app.js')
  expect(text).toBe(made + code)
  expect(obstacles).toHaveLength(1)
})

test.each([
  ['raced', `use(await Promise.race(list.map(x => ${create})))`],
  ['gathered with others', `use((await Promise.all([${create}, other()])).map(r => r.choices))`],
  ['kept by another method', `const all = list.flatMap(x => ${create})\nuse(all)`],
])('calls that are %s stay', (_, source) => {
  expect(rewrite(source, 'app.js').text).toBe(source)
})

test.each([
  ['filtered', 'made.map(r => r.choices[0].message.content).filter(t => t !== null)'],
  ['named and counted', 'const texts = made.map(r => r.choices[0].message.content)\nuse(texts.some(t => t === null))'],
  ['given a default', "made.map(r => r.choices[0].message.content).map(t => t ?? 'nothing')"],
  ['picked', "use(made.map(r => r.choices[0].message.content)[0] ?? 'nothing')"],
])('texts in a list that are %s by whether they are null stay', (_, code) => {
  const { obstacles } = rewrite(made + code, 'app.js')
  expect(obstacles.map(each => each.reason)).toEqual(['null-content'])
})

test('texts in a list may be asked whether there is one', () => {
  const source = `${made}use(made.map(r => r.choices[0].message.content).filter(Boolean).map(t => t?.trim() ?? ''))`
  expect(after(source)).toContain("use(made.map(r => r.output_text).filter(Boolean).map(t => t?.trim() ?? ''))")
})

const ask = `const x = 'a'\nconst ask = () => ${create}\n`

test('types taken from the method, or from a function that gives its result, move along', () => {
  expect(
    after(
      `const x = 'a'\nlet r: Awaited<ReturnType<typeof openai.chat.completions.create>>\nr = await ${create}`,
      'app.ts',
    ),
  ).toBe(
    `const x = 'a'\nlet r: Awaited<ReturnType<typeof openai.responses.create>>\nr = await ${created}`.replace(
      "[{ role: 'user', content: x }]",
      'x',
    ),
  )
  const source = `${ask}type Answer = Awaited<ReturnType<typeof ask>>\nconst show = (answer: Answer) => use(answer.choices[0].message.content)\nshow(await ask())`
  expect(after(source, 'app.ts')).toContain('(answer: Answer) => use(answer.output_text)')
})

test.each([
  ['of another client', `let r: Awaited<ReturnType<typeof groq.chat.completions.create>>\nr = await ${create}`],
  [
    'of a part of the request',
    `const all: Parameters<typeof openai.chat.completions.create>[0]['messages'] = []\nawait openai.chat.completions.create({ messages: all })`,
  ],
  [
    'that somebody else has, too',
    `${ask}type Answer = Awaited<ReturnType<typeof ask>>\nexport const show = (answer: Answer) => use(answer.choices[0].message.content)\nuse((await ask()).id)`,
  ],
])('a type %s keeps the call', (_, source) => {
  const { text, obstacles } = rewrite(source)
  expect(text).toBe(source)
  expect(obstacles.length).toBeGreaterThan(0)
})
