// responses-bridge/register: unmodified legacy programs before a Responses-only server print what they print before a
// chat server. They run in processes of their own, on the built package.
import { expect, test } from 'vitest'
import { run } from './run.ts'

const register = ['--import', 'responses-bridge/register']

// Every program, and what it takes to run it at all.
const programs: [string, string[]][] = [
  ['openai3.cjs', []],
  ['openai4.js', []],
  ['openai.js', []],
  ['axios.cjs', []],
  ['got.js', []],
  ['undici.js', []],
  ['fetch.js', []],
  ['published.js', []],
  ['node-http.js', []],
  ['typescript.ts', ['--import', 'tsx']],
]

test.each(programs)('%s prints under --import what it prints before a chat server', async (program, loader) => {
  const [direct, carried] = await Promise.all([
    run(program, { api: 'chat' }, loader),
    run(program, { api: 'responses' }, [...loader, ...register]),
  ])
  expect(direct.code).toBe(0)
  expect(direct.printed).not.toBe('')
  expect(carried).toMatchObject({ code: 0, printed: direct.printed })
  expect(carried.apis.length).toBeGreaterThan(0)
  expect(new Set(carried.apis)).toEqual(new Set(['responses']))
})

test.each([
  ['openai3.cjs', ['-r', 'responses-bridge/register']],
  ['axios.cjs', ['-r', 'responses-bridge/register']],
  ['typescript.ts', [...register, '--import', 'tsx']],
])('%s prints the same under %j', async (program, nodeArguments) => {
  const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : []
  const [direct, carried] = await Promise.all([
    run(program, { api: 'chat' }, loader),
    run(program, { api: 'responses' }, nodeArguments),
  ])
  expect(carried).toMatchObject({ code: 0, printed: direct.printed })
  expect(new Set(carried.apis)).toEqual(new Set(['responses']))
})

test.each(['openai3.cjs', 'openai4.js', 'openai.js', 'axios.cjs', 'got.js', 'undici.js', 'fetch.js'])(
  '%s prints the same over TLS',
  async program => {
    const [direct, carried] = await Promise.all([
      run(program, { api: 'chat', secure: true }),
      run(program, { api: 'responses', secure: true }, register),
    ])
    expect(direct.code).toBe(0)
    expect(carried).toMatchObject({ code: 0, printed: direct.printed })
    expect(new Set(carried.apis)).toEqual(new Set(['responses']))
  },
)

test('a program is reached through NODE_OPTIONS', async () => {
  const options = { NODE_OPTIONS: '--import responses-bridge/register' }
  expect(await run('published.js', { api: 'responses' }, [], options)).toMatchObject({ code: 0, apis: ['responses'] })
})

test('a Responses program runs before a chat server', async () => {
  const direct = await run('responses.js', { api: 'responses' })
  const carried = await run('responses.js', { api: 'chat' }, register, { RESPONSES_BRIDGE_UPSTREAM: 'chat' })
  expect(direct.printed).toContain('response.completed')
  expect(carried).toMatchObject({ code: 0, printed: direct.printed, apis: ['chat', 'chat'] })
})

test('a program does not get through without it', async () => {
  const { code, apis } = await run('published.js', { api: 'responses' })
  expect(code).not.toBe(0)
  expect(apis).toEqual([undefined])
})

test.each(['api.openai.com', '127.0.0.1:1', 'localhost'])('hosts other than %s are left alone', async hosts => {
  const { code, apis } = await run('published.js', { api: 'responses' }, register, { RESPONSES_BRIDGE_HOSTS: hosts })
  expect(code).not.toBe(0)
  expect(apis).toEqual([undefined])
})

test('a host without a port is meant with every port', async () => {
  const hosts = { RESPONSES_BRIDGE_HOSTS: 'api.example.com, 127.0.0.1' }
  expect(await run('published.js', { api: 'responses' }, register, hosts)).toMatchObject({ code: 0 })
})

test('what is lost is told once on stderr, without a word of the content', async () => {
  const { printed, complained } = await run('lossy.cjs', { api: 'responses' }, register)
  expect(printed).toBe('')
  const lines = complained.trim().split('\n')
  expect(lines.filter(line => line.startsWith('responses-bridge: /seed dropped (no-counterpart): '))).toHaveLength(1)
  expect(lines.filter(line => line.startsWith('responses-bridge: /messages/0/name dropped '))).toHaveLength(1)
  expect(lines).toHaveLength(new Set(lines).size)
  expect(complained).not.toContain('secret')
})

test('RESPONSES_BRIDGE_QUIET=1 tells nothing', async () => {
  const quiet = { RESPONSES_BRIDGE_QUIET: '1' }
  expect(await run('lossy.cjs', { api: 'responses' }, register, quiet)).toMatchObject({ code: 0, complained: '' })
})

test('a wrong setting stops the program with a sentence', async () => {
  const wrong = await run('fetch.js', {}, register, { RESPONSES_BRIDGE_UPSTREAM: 'assistants' })
  expect(wrong.code).not.toBe(0)
  expect(wrong.complained).toContain("RESPONSES_BRIDGE_UPSTREAM must be 'responses' or 'chat'")
  const hosts = await run('fetch.js', {}, register, { RESPONSES_BRIDGE_HOSTS: 'a b' })
  expect(hosts.complained).toContain('RESPONSES_BRIDGE_HOSTS must be a comma-separated list of host or host:port')
})

test('a program can put everything back', async () => {
  const { printed } = await run('restore.js', { api: 'responses' }, register)
  expect(printed).toBe('200\n404 request\n')
})
