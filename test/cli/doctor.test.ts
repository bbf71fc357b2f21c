// `doctor`: what it finds of an upstream, a store and the settings, and with what exit code.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { type Listening, listen } from '../../src/mock/listen.ts'
import { cli } from '../cli-process.ts'

let upstream: Listening
beforeAll(async () => {
  upstream = await listen(createMock({ api: 'chat' }))
})
afterAll(() => upstream.close())

interface Report {
  readonly healthy: boolean
  readonly checks: { name: string; result: string; sentence: string }[]
}

async function report(...flags: string[]): Promise<Report & { exitCode: number | null }> {
  const { exitCode, out } = await cli(['doctor', '--json', ...flags])
  return { exitCode, ...(JSON.parse(out) as Report) }
}

const sentenceOf = ({ checks }: Report, name: string) => checks.find(check => check.name === name)?.sentence

test('Everything that is there is said to be there', async () => {
  const found = await report('--upstream', `${upstream.url}/v1`)
  expect(found).toMatchObject({ exitCode: 0, healthy: true })
  expect(sentenceOf(found, 'upstream')).toBe('It can be reached, and speaks Chat Completions.')
  expect(sentenceOf(found, 'store')).toMatch(/^file:.*state\.db can be written, read and deleted from\.$/)
})

test('An upstream of the other API and a store that is not there are two findings', async () => {
  const flags = ['--upstream', `${upstream.url}/v1`, '--upstream-api', 'responses', '--store', 'redis://127.0.0.1:1']
  const found = await report(...flags)
  expect(found).toMatchObject({ exitCode: 1, healthy: false })
  expect(sentenceOf(found, 'upstream')).toBe('It speaks Chat Completions, not Responses. Change --upstream-api.')
  expect(sentenceOf(found, 'store')).toMatch(/redis:\/\/127\.0\.0\.1:1 cannot be used \(.*ECONNREFUSED/)
})

test('Without settings it says which are missing, and looks at the rest', async () => {
  const { exitCode, out } = await cli(['doctor'])
  expect(exitCode).toBe(1)
  expect(out).toMatch(/^failed\s+settings\s+No upstream\. Name it with --upstream/)
  expect(out).toMatch(/ok\s+ts-morph\s+Installed, for codemod\./)
})
