// The settings of `serve` as a user meets them: a process of its own, its flags, variables and file, and what it prints.
import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { cli, file, start } from '../cli-process.ts'
import { closeAll, closeLater, serve, until } from './serving.ts'

afterEach(closeAll)

const upstream = 'http://127.0.0.1:9/v1'
const env = { UPSTREAM_KEY: 'sk-canary-0123456789', FRONT: 'front-canary-1' }

describe('serve --print-config', () => {
  test('prints every setting, where it comes from, and no key', async () => {
    const config = file('serve.json', { upstream, upstreamKey: 'env:UPSTREAM_KEY', aliases: { 'gpt-*': 'qwen3' } })
    const args = ['serve', '--config', config, '--port', '0', '--front-key', 'env:FRONT', '--print-config']
    const { exitCode, out, notes } = await cli(args, { env: { ...env, RESPONSES_BRIDGE_STRICT: 'true' } })
    expect([exitCode, notes]).toEqual([0, ''])
    expect(out).not.toContain('canary')
    expect(out).not.toContain('\u001b')
    expect(out).toMatch(new RegExp(`^upstream +${upstream} +${config}$`, 'm'))
    expect(out).toMatch(/^upstreamKey +\*\*\* +\S+serve\.json \(env:UPSTREAM_KEY\)$/m)
    expect(out).toMatch(/^frontKeys +\*\*\* +--front-key \(env:FRONT\)$/m)
    expect(out).toMatch(/^port +0 +--port$/m)
    expect(out).toMatch(/^strict +true +RESPONSES_BRIDGE_STRICT$/m)
    expect(out).toMatch(/^idleTimeout +5m +default$/m)
  })

  test('prints the same as data with --json', async () => {
    const args = ['serve', '--upstream', upstream, '--upstream-key', 'env:UPSTREAM_KEY', '--print-config', '--json']
    const { exitCode, out } = await cli(args, { env })
    expect(exitCode).toBe(0)
    expect(out).not.toContain('canary')
    expect(JSON.parse(out)).toContainEqual({ name: 'upstream', value: upstream, from: '--upstream' })
    expect(JSON.parse(out)).toContainEqual({
      name: 'upstreamKey',
      value: '***',
      from: '--upstream-key (env:UPSTREAM_KEY)',
    })
  })
})

describe('serve with settings that cannot be used', () => {
  test('says all that is wrong on stderr, quotes no value, and ends with 2', async () => {
    const config = file('serve.json', { upstrem: upstream, upstreamKey: 'sk-canary-0123456789', port: 'canary' })
    const { exitCode, out, notes } = await cli(['serve', '--config', config, '--idle-timeout', 'canary'])
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes.split('\n')).toHaveLength(5)
    expect(notes).not.toContain('canary')
    expect(notes).toMatch(/\/upstrem: there is no such setting\. Did you mean upstream\?/)
  })

  test.each([
    [['serve'], /No upstream\. Name it with --upstream/],
    [['serve', '--upstream', upstream, '--upstream-api', 'soap'], /upstream-api/],
    [['serve', '--upstream', upstream, '--prot', '1'], /Unknown argument: --prot\. Did you mean --port\?/],
    [
      ['serve', '--upstream', upstream, '--config', 'nowhere.json'],
      /nowhere\.json cannot be read: there is no such file/,
    ],
  ])('says what is wrong with %j', async (args, sentence) => {
    const { exitCode, notes } = await cli(args)
    expect(exitCode).toBe(2)
    expect(notes).toMatch(sentence)
    expect(notes).not.toMatch(/\n\s+at /)
  })
})

test('a running server reads its file again, keeps what was in force when that is wrong, and logs JSON without a key', async () => {
  const { url: behind, mock } = await serve('web', 'chat')
  const settings = { upstream: `${behind}/v1`, upstreamApi: 'chat', upstreamKey: 'env:UPSTREAM_KEY', port: 0 }
  const config = file('serve.json', { ...settings, aliases: { 'gpt-*': 'first' } })
  const child = start(['serve', '--config', config], env)
  let notes = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    notes += text
  })
  closeLater({ close: () => child.kill('SIGKILL') })
  await until(() => /http:\/\/127\.0\.0\.1:\d+\/v1/.test(notes), 30_000)
  const url = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(notes)?.[0]
  const ask = async () => {
    const body = JSON.stringify({ model: 'gpt-5', input: 'x' })
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${url}/responses`, { method: 'POST', headers, body })
    return [status, mock.requests.at(-1)?.body]
  }
  expect(await ask()).toMatchObject([200, { model: 'first' }])
  writeFileSync(config, '{"upstream":')
  await until(() => notes.includes('not JSON'))
  expect(await ask()).toMatchObject([200, { model: 'first' }])
  writeFileSync(config, JSON.stringify({ ...settings, aliases: { 'gpt-*': 'second' } }))
  await until(() => notes.includes('Settings read again: aliases.'))
  expect(await ask()).toMatchObject([200, { model: 'second' }])
  expect(mock.requests[0]?.headers.authorization).toBe(`Bearer ${env.UPSTREAM_KEY}`)
  const calls = () => {
    const whole = notes.slice(0, notes.lastIndexOf('\n')).split('\n')
    const records = whole.filter(line => line.startsWith('{')).map(record => JSON.parse(record))
    return records.filter(({ msg }) => msg === 'call')
  }
  // A call is logged when its answer has gone out.
  await until(() => calls().length === 3)
  expect(calls()).toMatchObject([
    { outcome: 'answered', model: 'gpt-5', mappedModel: 'first' },
    { outcome: 'answered', model: 'gpt-5', mappedModel: 'first' },
    { outcome: 'answered', model: 'gpt-5', mappedModel: 'second' },
  ])
  expect(notes).not.toContain('canary')
})
