// What Prometheus is told: every number right, and few values for each label, whatever callers send.
import { describe, expect, test } from 'vitest'
import type { CallStart, ServedCall } from '../../src/server/contract.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { servedCall, without } from './served-call.ts'

function metered(options: Parameters<typeof createMetrics>[0] = { ofProcess: false }) {
  const metrics = createMetrics(options)
  const start = (route: CallStart['route'] = 'chat') =>
    metrics.observer.started({ id: 'req_1', method: 'POST', route, traceparent: undefined })
  const end = (changes: Partial<ServedCall> = {}) => start(changes.route)?.end({ ...servedCall, ...changes })
  const lines = async () => (await metrics.page()).body.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  const value = async (name: string, labels: Record<string, string> = {}) => {
    const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`)
    const found = (await lines()).filter(
      line => line.startsWith(`responses_bridge_${name}{`) && wanted.every(label => line.includes(label)),
    )
    return found.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
  }
  return { metrics, start, end, lines, value }
}

describe('metrics', () => {
  test('count a call by route, direction, model, status and outcome, and time it', async () => {
    const { end, value } = metered()
    end()
    const labels = { route: 'chat', direction: 'chat to responses', model: 'qwen3', stream: 'true', status: '200' }
    expect(await value('requests_total', { ...labels, outcome: 'answered' })).toBe(1)
    expect(await value('request_duration_seconds_sum')).toBeCloseTo(1.24)
    expect(await value('request_duration_seconds_bucket', { le: '1' })).toBe(0)
    expect(await value('request_duration_seconds_bucket', { le: '2.5' })).toBe(1)
    expect(await value('time_to_first_byte_seconds_sum')).toBeCloseTo(0.312)
  })

  test('count what the store forgets, from nothing on', async () => {
    const { metrics, lines } = metered()
    expect(await lines()).toContain('responses_bridge_store_forgotten_total 0')
    metrics.forgotten(3)
    metrics.forgotten(2)
    expect(await lines()).toContain('responses_bridge_store_forgotten_total 5')
  })

  test('count tokens, losses by their code, and retries', async () => {
    const { end, value } = metered()
    end({ losses: { 'no-counterpart': 3 }, retries: 2 })
    end({ losses: { 'no-counterpart': 1, joined: 1 } })
    expect(await value('tokens_total', { type: 'input', model: 'qwen3' })).toBe(24)
    expect(await value('tokens_total', { type: 'output' })).toBe(68)
    expect(await value('losses_total', { code: 'no-counterpart' })).toBe(4)
    expect(await value('losses_total', { code: 'joined' })).toBe(1)
    expect(await value('retries_total')).toBe(2)
  })

  test('count what a call that failed early knows, and no more', async () => {
    const { start, value } = metered()
    const known = without('status', 'tokens', 'firstByte', 'mappedModel')
    start()?.end({ ...known, model: undefined, outcome: 'unreachable', losses: {} })
    expect(await value('requests_total', { status: 'none', outcome: 'unreachable', model: 'none' })).toBe(1)
    expect(await value('tokens_total')).toBe(0)
    expect(await value('time_to_first_byte_seconds_count')).toBe(0)
  })

  test('show calls and streams that are open, and show none when all have ended', async () => {
    const { start, value } = metered()
    const calls = Array.from({ length: 10 }, () => start())
    for (const call of calls.slice(0, 4)) call?.streaming?.()
    calls[0]?.streaming?.()
    expect(await value('open_requests', { route: 'chat' })).toBe(10)
    expect(await value('open_streams', { route: 'chat' })).toBe(4)
    for (const call of calls) call?.end(servedCall)
    expect([await value('open_requests'), await value('open_streams')]).toEqual([0, 0])
  })

  test('of two servers are apart', async () => {
    const [one, other] = [metered(), metered()]
    one.end()
    expect([await one.value('requests_total'), await other.value('requests_total')]).toEqual([1, 0])
  })

  test('say what the process itself takes', async () => {
    const { metrics } = metered({})
    const { body, contentType } = await metrics.page()
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(body).toMatch(/^responses_bridge_process_resident_memory_bytes \d/m)
    expect(body).toMatch(/^responses_bridge_nodejs_eventloop_lag_seconds /m)
  })
})

describe('labels', () => {
  test('name models only once an upstream has answered to them', async () => {
    const { end, value } = metered()
    const call = { mappedModel: 'gpt-5' }
    end({ ...call, outcome: 'failed', status: 404 })
    end(call)
    end({ ...call, outcome: 'failed', status: 429 })
    expect(await value('requests_total', { model: 'other' })).toBe(1)
    expect(await value('requests_total', { model: 'gpt-5' })).toBe(2)
  })

  test('stay few however many models callers make up, and whether or not the upstream takes them', async () => {
    const { end, lines } = metered({ ofProcess: false, models: 5 })
    for (let count = 0; count < 2000; count++) {
      const mappedModel = `made-up-${count}`
      end({ mappedModel, outcome: count % 2 === 0 ? 'answered' : 'refused', status: count % 2 === 0 ? 200 : 400 })
    }
    const models = new Set((await lines()).flatMap(line => /model="([^"]*)"/.exec(line)?.[1] ?? []))
    expect([...models].sort()).toEqual([...[0, 2, 4, 6, 8].map(count => `made-up-${count}`), 'other'])
    expect((await lines()).length).toBeLessThan(500)
  })

  test('do not break the page, whatever a model is called', async () => {
    const { end, lines, value } = metered()
    end({ mappedModel: 'a"b\\c\nresponses_bridge_requests_total{forged="1"} 99' })
    end({ mappedModel: 'm'.repeat(10_000) })
    expect((await lines()).filter(line => line.endsWith(' 99'))).toEqual([])
    expect((await lines()).every(line => /^\w+(\{.*\})? [\d.e+-]+$/.test(line))).toBe(true)
    expect(await value('requests_total', { model: 'other' })).toBe(1)
  })

  test('hold nothing of errors, ids or pointers', async () => {
    const { end, metrics } = metered()
    end({ id: 'canary-id', requestId: 'canary-request', errorCode: 'canary-code', outcome: 'failed', status: 500 })
    end({ lossList: [{ path: '/canary', code: 'no-counterpart', effect: 'dropped' }] })
    expect((await metrics.page()).body).not.toContain('canary')
  })
})
