// What is generated from the settings, the page and docs/serve.schema.json: what editors check settings files with is what the server checks them with.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { serveFlags } from '../../src/cli/serve-flags.ts'
import { settingsPage } from '../../src/server/config/page.ts'
import { fileSchema, jsonSchema } from '../../src/server/config/schema.ts'
import { flagOf, settingNames, settingOf, variableOf } from '../../src/server/config/settings.ts'

const document = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url))
const path = document('serve.schema.json')

test.each([
  ['serve.schema.json', () => `${JSON.stringify(jsonSchema(), null, 2)}\n`],
  ['serve-settings.md', settingsPage],
])('%s is what the settings are today; UPDATE=1 writes it anew', (name, today) => {
  if (process.env.UPDATE) writeFileSync(document(name), today())
  expect(readFileSync(document(name), 'utf8')).toBe(today())
})

test('the example on the page is a settings file', () => {
  const [, example = ''] = /```json\n([^`]*)```/.exec(settingsPage()) ?? []
  expect(fileSchema.safeParse(JSON.parse(example)).error).toBeUndefined()
})

const samples: readonly unknown[] = [
  {},
  { $schema: './serve.schema.json', upstream: 'http://127.0.0.1:1/v1' },
  { upstreamApi: 'chat', strict: true, retries: 3, port: 0 },
  { idleTimeout: '30s', bodyLimit: '32MiB', keepAlive: 0 },
  { frontKeys: ['env:A'], upstreamKey: 'env:B', aliases: { 'gpt-*': 'x' } },
  { storeAddress: 'redis://127.0.0.1:6379' },
  { storeAddress: 'env:STORE' },
  { port: '80' },
  { port: 70_000 },
  { upstreamApi: 'both ways' },
  { upstreamKey: 'sk-something' },
  { frontKeys: ['something'] },
  { idleTimeout: 'soon' },
  { bodyLimit: '3 elephants' },
  { unheard: 1 },
  { allowedHosts: 'a' },
  { aliases: { a: 1 } },
  [],
  null,
]

test('accepts what the server accepts and refuses what it refuses', () => {
  const editors = z.fromJSONSchema(JSON.parse(readFileSync(path, 'utf8')))
  const verdicts = samples.map(sample => [editors.safeParse(sample).success, fileSchema.safeParse(sample).success])
  expect(verdicts.filter(([editor, server]) => editor !== server)).toEqual([])
  expect(verdicts.filter(([editor]) => editor)).toHaveLength(7)
})

test('describes every setting in words', () => {
  const { properties } = JSON.parse(readFileSync(path, 'utf8'))
  for (const name of settingNames) expect(properties[name].description).toMatch(/^[A-Za-z].{20,}\.$/)
})

test('every setting has a flag, a variable and an entry of its own', () => {
  for (const names of [settingNames.map(flagOf), settingNames.map(variableOf)]) {
    expect(new Set(names).size).toBe(settingNames.length)
  }
  for (const name of settingNames) expect(serveFlags[flagOf(name)]?.describe).toBe(settingOf(name).describe)
})
