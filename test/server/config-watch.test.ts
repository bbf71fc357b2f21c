// Settings that are read again when their file changes, on a real file system: written, replaced, linked, and wrong.
import { mkdirSync, mkdtempSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ReadSettings, readSettings, type SettingsWatch, watchSettings } from '../../src/server/config.ts'

const upstream = 'http://127.0.0.1:8000/v1'
const watches: SettingsWatch[] = []
afterEach(() => {
  for (const watch of watches.splice(0)) watch.close()
})

const said = (settings: object) => JSON.stringify({ upstream, ...settings })

function folderWith(settings: object): { folder: string; config: string } {
  const folder = mkdtempSync(join(tmpdir(), 'responses-bridge-'))
  const config = join(folder, 'serve.json')
  writeFileSync(config, said(settings))
  return { folder, config }
}

function watched(config: string, apply: (read: ReadSettings) => void = () => {}, environment = {}) {
  const applied: ReadSettings[] = []
  const notices: string[] = []
  const warnings: string[] = []
  const request = { flags: { config }, environment }
  const watch = watchSettings(request, readSettings(request), {
    apply(read) {
      apply(read)
      applied.push(read)
    },
    notice: sentence => notices.push(sentence),
    warning: sentence => warnings.push(sentence),
    quiet: 20,
  })
  watches.push(watch)
  return { watch, applied, notices, warnings }
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen within ten seconds')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

test('a changed file is read again, and the log names what has changed', async () => {
  const { config } = folderWith({ retries: 1 })
  const { applied, notices } = watched(config)
  writeFileSync(config, said({ retries: 2, strict: true, port: 9 }))
  await until(() => notices.length > 0)
  expect(applied.at(-1)?.values).toMatchObject({ retries: 2, strict: true })
  expect(notices).toEqual(['Settings read again: port, strict, retries (of these, port only at the next start).'])
})

test('a file that is renamed into place is read, every time', async () => {
  const { folder, config } = folderWith({ retries: 1 })
  const { applied } = watched(config)
  for (const retries of [2, 3, 4]) {
    writeFileSync(join(folder, 'new'), said({ retries }))
    renameSync(join(folder, 'new'), config)
    await until(() => applied.at(-1)?.values.retries === retries)
  }
})

test('a link that is turned to another folder, as deployments do, is followed', async () => {
  const { folder } = folderWith({})
  for (const name of ['first', 'second']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'serve.json'), said({ retries: name === 'first' ? 1 : 2 }))
  }
  symlinkSync('first', join(folder, 'data'))
  const config = join(folder, 'linked.json')
  symlinkSync(join('data', 'serve.json'), config)
  const { applied } = watched(config)
  symlinkSync('second', join(folder, 'next'))
  renameSync(join(folder, 'next'), join(folder, 'data'))
  await until(() => applied.at(-1)?.values.retries === 2)
})

test.each([
  ['is no JSON', '{"upstream":', /^Settings not changed\. .*serve\.json:1:13: not JSON/],
  ['has a wrong value', said({ port: 'canary' }), /^Settings not changed\. .* \/port: expected a whole number/],
  [
    'has an unknown name',
    said({ prot: 1 }),
    /^Settings not changed\. .* \/prot: there is no such setting\. Did you mean port\?/,
  ],
  ['names a key that is not set', said({ upstreamKey: 'env:NOWHERE' }), /variable is not set/],
])('a file that %s leaves the old settings in force and says what is wrong', async (_what, text, sentence) => {
  const { config } = folderWith({ retries: 1 })
  const { applied, notices, warnings } = watched(config)
  writeFileSync(config, text)
  await until(() => warnings.length > 0)
  expect(warnings).toEqual([expect.stringMatching(sentence)])
  expect(warnings.join()).not.toContain('canary')
  expect([applied, notices]).toEqual([[], []])
  writeFileSync(config, said({ retries: 5 }))
  await until(() => applied.length > 0)
  expect(applied[0]?.values.retries).toBe(5)
})

test('a file that goes away leaves the old settings in force', async () => {
  const { config } = folderWith({})
  const { applied, warnings } = watched(config)
  unlinkSync(config)
  await until(() => warnings.length > 0)
  expect(warnings[0]).toMatch(/there is no such file/)
  expect(applied).toEqual([])
})

test('settings that the server itself refuses leave the old ones in force', async () => {
  const { config } = folderWith({ retries: 1 })
  const { notices, warnings } = watched(config, ({ values }) => {
    if (values.retries === 2) throw new Error('The server does not like it.')
  })
  writeFileSync(config, said({ retries: 2 }))
  await until(() => warnings.length > 0)
  expect(warnings).toEqual(['Settings not changed. The server does not like it.'])
  writeFileSync(config, said({ retries: 1, strict: true }))
  await until(() => notices.length > 0)
  expect(notices).toEqual(['Settings read again: strict.'])
})

test('other files of the folder, and the same text again, change nothing', async () => {
  const { folder, config } = folderWith({ retries: 1 })
  const { applied, notices } = watched(config)
  writeFileSync(join(folder, 'other'), 'x')
  writeFileSync(config, said({ retries: 1 }))
  await new Promise(resolve => setTimeout(resolve, 150))
  expect([applied, notices]).toEqual([[], []])
})

test('reading again can be asked for, with a file or without', () => {
  const environment: Record<string, string> = { RESPONSES_BRIDGE_UPSTREAM_URL: upstream }
  const applied: ReadSettings[] = []
  const quiet = { apply: (read: ReadSettings) => void applied.push(read), notice() {}, warning() {} }
  const watch = watchSettings({ environment }, readSettings({ environment }), quiet)
  environment.RESPONSES_BRIDGE_RETRIES = '4'
  watch.reload()
  watch.close()
  expect(applied[0]?.values.retries).toBe(4)
})
