// What lies on the disk when the store is encrypted, and what cannot be read back.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DecryptionError, encryptedStore } from '../../src/server/store/encrypted.ts'
import { openStore } from '../../src/server/store/open.ts'
import { StoreFormatError } from '../../src/server/store/store.ts'

const name = { owner: 'a', kind: 'response', id: 'resp_1' }
const items = { ...name, list: 'items' }
const page = { limit: 10, order: 'asc' } as const
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridge-encrypted-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const bytesOnDisk = () => Buffer.concat(readdirSync(folder).map(file => readFileSync(join(folder, file)))).toString()

test('An encrypted file shows nothing of what is stored, and the key brings it back', async () => {
  const path = join(folder, 'state.db')
  const store = encryptedStore(await openStore(`file:${path}`), 'correct horse')
  await store.put(name, { text: 'the secret plan' })
  await store.append(items, [{ text: 'the secret item' }])
  expect((await store.get(name))?.value).toEqual({ text: 'the secret plan' })
  expect(await store.items(items, page)).toEqual([{ position: 0, value: { text: 'the secret item' } }])
  expect((await store.find('a', 'response', page))[0]?.value).toEqual({ text: 'the secret plan' })
  expect(bytesOnDisk()).not.toContain('secret')
  await store.close()

  const other = encryptedStore(await openStore(`file:${path}`), 'wrong horse')
  await expect(other.get(name)).rejects.toThrow(DecryptionError)
  await other.close()
})

test('A value that was moved to another record is refused', async () => {
  const plain = await openStore('memory')
  const store = encryptedStore(plain, 'key')
  await store.put(name, { text: 'mine' })
  const stolen = (await plain.get(name))?.value ?? {}
  const other = { ...name, owner: 'b' }
  await plain.put(other, stolen)
  await expect(store.get(other)).rejects.toThrow(DecryptionError)
})

test('The file belongs to its owner alone', async () => {
  const path = join(folder, 'private.db')
  writeFileSync(path, '', { mode: 0o644 })
  const store = await openStore(`file:${path}`)
  await store.put(name, {})
  for (const file of readdirSync(folder).filter(file => file.startsWith('private.db'))) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  }
  await store.close()
})

test('A file of a newer format is left alone', async () => {
  const path = join(folder, 'newer.db')
  await (await openStore(`file:${path}`)).close()
  const { default: Database } = await import('libsql')
  const database = new Database(path)
  database.exec('UPDATE bridge_format SET version = 99')
  database.close()
  await expect(openStore(`file:${path}`)).rejects.toThrow(StoreFormatError)
})

test('An address that names no store is refused with a sentence', async () => {
  for (const address of ['', 'file:', 'mysql://localhost', 'sqlite']) {
    await expect(openStore(address)).rejects.toThrow('A store is `memory`')
  }
})

test('A server that is not there is named in the sentence, without its password', async () => {
  for (const scheme of ['redis', 'postgres']) {
    const opened = openStore(`${scheme}://user:hunter2@127.0.0.1:1/0`)
    await expect(opened).rejects.toThrow(new RegExp(`${scheme}://127\\.0\\.0\\.1:1/0 cannot be used \\(.*ECONNREFUSED`))
    await expect(opened).rejects.not.toThrow('hunter2')
  }
})
