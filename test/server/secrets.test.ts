// Two hundred secrets in every place a request and an answer have: none of them in a log, a metric, a header or an error.
import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '../../src/server/log.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { openStore } from '../../src/server/store/open.ts'
import {
  chatPath,
  closeAll,
  json,
  raw,
  responsesPath,
  type Settings,
  serveBefore,
  transports,
  until,
  upstream,
} from './serving.ts'

afterEach(closeAll)

const count = 200

/** Unlike each other, and unlike anything else. */
const secrets = Array.from(
  { length: count },
  (_, index) => `sk-canary${String(index).padStart(3, '0')}q${(index * 7919).toString(36)}zZ9`,
)

function* inTurn(): Generator<string, never> {
  for (let index = 0; ; index++) yield secrets[index % count] as string
}

/** A request with a secret in each place; each place takes the next. */
function request(next: () => string) {
  const call = {
    id: `call_${next()}`,
    type: 'function',
    function: { name: 'f', arguments: JSON.stringify({ k: next() }) },
  }
  return {
    headers: {
      ...json,
      authorization: `Bearer ${next()}`,
      cookie: `session=${next()}`,
      'x-secret': next(),
      'api-key': next(),
      'user-agent': next(),
      'idempotency-key': next(),
      'openai-organization': next(),
      'x-request-id': next(),
      traceparent: next(),
    },
    query: `?key=${next()}&api_key=${next()}&${next()}=1`,
    body: {
      model: next(),
      messages: [
        { role: 'system', content: next(), name: next() },
        { role: 'user', content: next(), [next()]: next() },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: call.id, content: next() },
      ],
      input: next(),
      instructions: next(),
      metadata: { [next()]: next() },
      tools: [{ type: 'function', function: { name: 'f', parameters: { [next()]: { enum: [next()] } } } }],
      user: next(),
      seed: next(),
      logit_bias: { [next()]: 1 },
      [next()]: next(),
      [`a/${next()}~`]: { [next()]: [next()] },
    },
  }
}

/** What an upstream may say with secrets in it: its own, and those it was called with. */
function answers(next: () => string) {
  const error = (message: string) => JSON.stringify({ error: { message, type: 'x', param: null, code: next() } })
  return [
    { status: 401, body: (key: string) => error(`Incorrect API key provided: ${key}. Also ${next()}.`) },
    { status: 400, body: (key: string) => error(`GET https://inner/v1?api_key=${key}&token=${next()}`) },
    { status: 500, body: (key: string) => `Traceback: Authorization: Bearer ${key} at ${next()}` },
    { status: 502, body: () => `<html>${next()}</html>` },
    { status: 302, body: () => '', location: `http://inner/?key=${next()}` },
    { status: 200, body: () => `not JSON ${next()}` },
    { status: 200, body: () => '{"id":1,"choices":7,"output":8}' },
    { status: 200, body: (key: string) => error(`Bearer ${key}`) },
  ]
}

describe.each(transports)('over the %s transport', transport => {
  test('none of them is said anywhere but where it belongs', async () => {
    const lines: string[] = []
    const turns = inTurn()
    let used = 0
    const next = () => {
      used++
      return turns.next().value
    }
    const replies = answers(next)
    let reply = 0
    const behind = await upstream((incoming, response) => {
      const { status, body, location } = replies[reply++ % replies.length] as (typeof replies)[number] & {
        location?: string
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        'x-internal': next(),
        'set-cookie': next(),
        ...(location && { location }),
      })
      response.end(body(String(incoming.headers.authorization).replace('Bearer ', '')))
    })
    const metrics = createMetrics({ ofProcess: false })
    const write = { write: (line: string) => void lines.push(line) }
    const logs = (['json', 'line'] as const).map(format => createLog({ format, level: 'debug', destination: write }))
    const settings = { observers: [metrics.observer, ...logs.map(({ observer }) => observer)], metrics: metrics.page }
    const said: string[] = []
    for (const upstreamApi of ['responses', 'chat'] as const) {
      const kinds: Settings[] = [{}, { upstreamKey: next() }, { frontKeys: [next()], strict: true }]
      for (const keys of kinds) {
        const notice = (sentence: string) => {
          for (const log of logs) log.notice(sentence)
        }
        const { port, calls, notices } = await serveBefore(transport, behind.url, {
          ...settings,
          ...keys,
          upstreamApi,
          notice,
        })
        let made = 0
        for (const path of [chatPath, responsesPath, '/v1/models']) {
          for (let turn = 0; turn < replies.length; turn++) {
            const { headers, query, body } = request(next)
            const whole = JSON.stringify(body)
            const sent = turn === 0 ? whole.slice(0, 200) : whole
            const opened: Record<string, string> = { ...headers }
            if (keys.frontKeys && turn > 1) opened['x-bridge-key'] = keys.frontKeys[0] as string
            const answer = await raw(port, path + query, { headers: opened, body: sent })
            said.push(JSON.stringify(answer.headers), ...(answer.status === 200 ? [] : [answer.text]))
            made++
          }
        }
        await until(() => calls.length === made)
        lines.push(JSON.stringify(calls), ...notices)
      }
    }
    expect(used).toBeGreaterThan(count * 5)
    const page = (await metrics.page()).body
    expect(page).toContain('responses_bridge_requests_total')
    expect(lines.length).toBeGreaterThan(100)
    for (const [place, text] of Object.entries({ log: lines.join('\n'), metrics: page, answers: said.join('\n') })) {
      expect([place, secrets.filter(secret => text.includes(secret) || text.includes(secret.slice(3)))]).toEqual([
        place,
        [],
      ])
    }
    expect(said.join('\n')).not.toMatch(/\n\s+at |node:internal|\.ts:\d/)
  })

  test('the keys of the server are not in a stream that is passed through, nor in its headers', async () => {
    const keys = { upstreamKey: 'up-key-0123456789', frontKeys: ['front-key-0123456789'] }
    const error = { message: `Bearer ${keys.upstreamKey} über ${keys.frontKeys[0]}.`, code: keys.upstreamKey }
    const event = `data: ${JSON.stringify({ error })}\n\n`
    const behind = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': keys.upstreamKey }).end(event)
    })
    const { port } = await serveBefore(transport, behind.url, { ...keys, upstreamApi: 'chat' })
    const headers = { ...json, authorization: `Bearer ${keys.frontKeys[0]}` }
    const body = '{"model":"m","messages":[{"role":"user","content":"x"}],"stream":true}'
    const answer = await raw(port, chatPath, { headers, body })
    expect(answer.text).toContain(event.replaceAll(/(up|front)-key-0123456789/g, key => '*'.repeat(key.length)))
    expect(JSON.stringify(answer.headers)).not.toContain(keys.upstreamKey)
  })

  test('the keys of the server are in no failed stream that is converted, nor in what is stored of it', async () => {
    const keys = { upstreamKey: 'up-key-0123456789', frontKeys: ['front-key-0123456789'] }
    const begun = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
    const chunk = {
      ...begun,
      choices: [{ index: 0, delta: { role: 'assistant', content: 'He' }, finish_reason: null }],
    }
    const error = {
      message: `Denied: "${keys.upstreamKey}" of ${keys.frontKeys[0]}.`,
      type: 'x',
      code: keys.upstreamKey,
    }
    const behind = await upstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify({ error })}\n\n`)
    })
    const state = { store: await openStore('memory') }
    const { port } = await serveBefore(transport, behind.url, { ...keys, upstreamApi: 'chat', state })
    const headers = { ...json, authorization: `Bearer ${keys.frontKeys[0]}` }
    const answer = await raw(port, responsesPath, { headers, body: '{"model":"m","input":"x","stream":true}' })
    expect(answer.text).toContain('Denied: \\"***\\" of ***.')
    const [id] = /resp_[0-9a-f]+/.exec(answer.text) ?? []
    const stored = await raw(port, `${responsesPath}/${id}`, { method: 'GET', headers })
    expect(JSON.parse(stored.text)).toMatchObject({ status: 'failed', error: { message: 'Denied: "***" of ***.' } })
    expect(answer.text + stored.text).not.toMatch(/(up|front)-key-0123456789/)
  })
})
