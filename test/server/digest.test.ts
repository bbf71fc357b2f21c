// The digest of keys is Node's own on the command line and the web's elsewhere; a key is the same key to both.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DigestText } from '../../src/server/contract.ts'
import { createServer } from '../../src/server/index.ts'
import { digest } from '../../src/server/node/digest.ts'
import { completeSettings } from '../../src/server/settings.ts'

const upstream = 'http://upstream.example/v1'

test('both ways make the same of a key, whatever is in it', async () => {
  const { digest: ofTheWeb } = completeSettings({ upstream })
  for (const key of ['sk-1', 'ä🌍', 'x'.repeat(1000), randomBytes(32).toString('hex')]) {
    expect(Buffer.from(digest(key) as Uint8Array)).toEqual(Buffer.from(await ofTheWeb(key)))
  }
})

test('the digest that is handed in is the one that keys are compared by', async () => {
  const asked: string[] = []
  const counting: DigestText = text => {
    asked.push(text)
    return digest(text)
  }
  const server = createServer({ upstream, upstreamApi: 'chat', frontKeys: ['front-1', 'front-2'], digest: counting })
  const headers = (key: string) => ({ host: 'localhost', authorization: `Bearer ${key}` })
  await server.admit(headers('front-2'))
  await expect(server.admit(headers('front-3'))).rejects.toMatchObject({ status: 401 })
  expect(new Set(asked)).toEqual(new Set(['front-1', 'front-2', 'front-3']))
})
