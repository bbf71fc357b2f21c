// `serve` as a user starts it: what it says, what it refuses, and how it ends.
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { cli, start } from '../cli-process.ts'
import { closeAll, closeLater, json, responsesHello, responsesPath, upstream } from './serving.ts'

afterEach(closeAll)

const run = promisify(execFile)

/** Starts it and waits until it says where it listens. */
async function serving(args: readonly string[], env: Record<string, string> = {}) {
  const child = start(['serve', '--port', '0', '--store', 'none', ...args], env)
  const exited = new Promise<number | null>(resolve => child.once('close', resolve))
  closeLater({
    close: () => {
      child.kill('SIGKILL')
      return exited
    },
  })
  let out = ''
  let notes = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    notes += text
  })
  await expect.poll(() => out + notes, { timeout: 30_000 }).toContain('supports_websockets')
  const url = /Serving (http:\/\/127\.0\.0\.1:\d+)\/v1/.exec(out + notes)?.[1] ?? 'nowhere'
  return { child, exited, url, said: () => ({ out, notes }) }
}

async function mocked(api: 'responses' | 'chat') {
  const mock = createMock({ api })
  const listening = await listen(mock)
  closeLater(listening)
  return { mock, url: `${listening.url}/v1` }
}

describe('serve', () => {
  test('says what it serves, lines that work when they are pasted, and a block for Codex', async () => {
    const { url, mock } = await mocked('responses')
    const { said, url: own } = await serving(['--upstream', url])
    const { out } = said()
    expect(out).toContain(`${own}/v1/chat/completions`)
    expect(out).toContain(`base_url = "${own}/v1"`)
    expect(out).toContain('wire_api = "responses"')
    const lines = out.split('\n').filter(line => line.trim().startsWith('curl '))
    const env = { ...process.env, OPENAI_API_KEY: 'sk-caller' }
    const answers = await Promise.all(lines.map(line => run('sh', ['-c', `${line} -sS`], { env })))
    const [completion, response] = answers.map(({ stdout }) => JSON.parse(stdout))
    expect(completion.choices[0].message.content).toBe('You said: "Hello"')
    expect(response.output[0].content[0].text).toBe('You said: "Hello"')
    expect(mock.requests.at(-1)?.headers.authorization).toBe('Bearer sk-caller')
  })

  test('logs a line a call for people, and keeps records for machines among themselves', async () => {
    const { url } = await mocked('chat')
    const call = (own: string) =>
      fetch(own + responsesPath, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ ...responsesHello, truncation: 'auto' }),
      })
    const forPeople = await serving(['--upstream', url, '--upstream-api', 'chat', '--log-format', 'line'])
    await call(forPeople.url)
    await expect
      .poll(() => forPeople.said().notes)
      .toMatch(/200 {2}responses to chat {2}gpt-4\.1-mini {2}\d+ ms {2}4 \+ 3 tokens {2}dropped \/truncation\n/)
    const forMachines = await serving(['--upstream', url, '--upstream-api', 'chat'])
    await call(forMachines.url)
    await expect.poll(() => forMachines.said().notes).toContain('"msg":"call"')
    const records = forMachines
      .said()
      .notes.trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(records.at(-1)).toMatchObject({ route: 'responses', direction: 'responses to chat', status: 200 })
  })

  test('finishes an open stream when it is asked to end, and takes no new calls', async () => {
    let finish = () => {}
    const behind = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"id":"c","choices":[{"index":0,"delta":{"content":"one"}}]}\n\n')
      finish = () =>
        response.end('data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
    })
    const { child, exited, url } = await serving(['--upstream', behind.url, '--upstream-api', 'chat'])
    const body = JSON.stringify({ ...responsesHello, stream: true })
    const answer = await fetch(url + responsesPath, { method: 'POST', headers: json, body })
    child.kill('SIGTERM')
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          () => 'taken',
          () => 'refused',
        ),
      )
      .toBe('refused')
    finish()
    expect(await answer.text()).toContain('response.completed')
    expect(await exited).toBe(143)
  })

  test('cuts what is open when it is asked to end twice', async () => {
    const behind = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"id":"c","choices":[{"index":0,"delta":{"content":"one"}}]}\n\n')
    })
    const { child, exited, url, said } = await serving(['--upstream', behind.url, '--upstream-api', 'chat'])
    const body = JSON.stringify({ ...responsesHello, stream: true })
    const answer = await fetch(url + responsesPath, { method: 'POST', headers: json, body })
    child.kill('SIGINT')
    await expect.poll(() => said().notes).toContain('once more ends them')
    child.kill('SIGINT')
    expect(await exited).toBe(130)
    await expect(answer.text()).rejects.toThrow()
  })

  test('starts before its upstream does, says so, and finds out what it speaks once it is there', async () => {
    const place = createServer()
    await new Promise<void>(resolve => place.listen(0, '127.0.0.1', resolve))
    const { port } = place.address() as AddressInfo
    await new Promise(resolve => place.close(resolve))
    const { url, said } = await serving(['--upstream', `http://127.0.0.1:${port}/v1`])
    await expect.poll(() => said().notes).toMatch(/cannot be reached \(ECONNREFUSED\)\. Start it/)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    closeLater(await listen(createMock({ api: 'chat' }), { port }))
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200)
    await expect.poll(() => said().notes).toContain('The upstream speaks Chat Completions')
    expect(said().notes.match(/be reached/g)).toHaveLength(1)
  })

  test('says what is wrong with its key, and names the only model there is', async () => {
    const behind = await upstream((request, response) => {
      response.statusCode = request.headers.authorization === 'Bearer sk-right' ? 200 : 401
      response.end(JSON.stringify({ data: [{ id: 'qwen3:8b' }] }))
    })
    const flags = ['--upstream', behind.url, '--upstream-api', 'chat']
    const wrong = await serving(flags, { RESPONSES_BRIDGE_UPSTREAM_KEY: 'sk-wrong' })
    await expect.poll(() => wrong.said().notes).toContain('refuses the key of this server with 401')
    const right = await serving(flags, { RESPONSES_BRIDGE_UPSTREAM_KEY: 'sk-right' })
    expect(right.said().out).toContain('model = "qwen3:8b"')
    expect(right.said().out).toContain('"model":"qwen3:8b"')
  })

  test('does not give its key to whoever can reach it', async () => {
    const env = { RESPONSES_BRIDGE_UPSTREAM_KEY: 'sk-secret' }
    const args = ['serve', '--upstream', 'http://127.0.0.1:1/v1', '--host', '0.0.0.0', '--port', '0', '--store', 'none']
    const { exitCode, notes, out } = await cli(args, { env })
    expect(exitCode).toBe(2)
    expect(notes).toContain('Set a front key')
    expect(notes + out).not.toMatch(/sk-secret|\n\s+at /)
  })

  test('says in a sentence what it cannot start with', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    closeLater({ close: () => new Promise(resolve => taken.close(resolve)) })
    const port = String((taken.address() as AddressInfo).port)
    const upstreamFlag = ['--upstream', 'http://127.0.0.1:1/v1', '--store', 'none']
    const cases: [string[], RegExp][] = [
      [[], /No upstream\. Name it with --upstream/],
      [['--upstream', 'api.openai.com'], /expected a URL/],
      [[...upstreamFlag, '--upstream-api', 'neither'], /responses/],
      [[...upstreamFlag, '--port', port], /the port is taken/],
      [[...upstreamFlag, '--colour'], /Unknown argument: --colour\. Did you mean --color\?/],
      [[...upstreamFlag, '--port'], /--port needs a value/],
      [[...upstreamFlag, 'now'], /Unexpected argument: now/],
    ]
    for (const [args, sentence] of cases) {
      const { exitCode, notes } = await cli(['serve', ...args])
      expect([args, exitCode]).toEqual([args, 2])
      expect(notes).toMatch(sentence)
      expect(notes).not.toMatch(/\n\s+at /)
    }
  })
})
