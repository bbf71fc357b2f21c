// The log: one record a call for machines, one line a call for people, and nothing of what was said or is secret in either.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { ServedCall } from '../../src/server/contract.ts'
import { logged } from './logged.ts'
import { servedCall, without } from './served-call.ts'

const call = servedCall

describe('the log for machines', () => {
  test('has one JSON record for a call, with everything that is known of it', () => {
    const { written, end, last } = logged()
    end()
    expect(written).toHaveLength(1)
    expect(written[0]?.endsWith('}\n')).toBe(true)
    expect(last()).toEqual({ ...call, level: 30, time: expect.any(Number), msg: 'call' })
  })

  test.each([
    ['answered', 200, 30],
    ['refused', 400, 40],
    ['aborted', 200, 40],
    ['failed', 429, 40],
    ['failed', 502, 50],
    ['failed', 200, 50],
    ['unreachable', undefined, 50],
  ] as const)('says by its level who has to do something: %s %s is %s', (outcome, status, level) => {
    const rest = without('status')
    const { end, last } = logged({}, status === undefined ? rest : { ...rest, status })
    end({ outcome })
    expect(last().level).toBe(level)
  })

  test('writes nothing below its level', () => {
    const { written, end, log } = logged({ level: 'warn' })
    end()
    log.notice('Listening.')
    expect(written).toEqual([])
    log.warning('Look at this.')
    end({ outcome: 'refused', status: 400 })
    expect(written).toHaveLength(2)
  })

  test('cuts a name that is longer than names are', () => {
    const { end, last } = logged()
    end({ model: 'm'.repeat(5000), mappedModel: 'q'.repeat(5000) })
    expect([last().model.length, last().mappedModel.length]).toEqual([101, 101])
  })

  test('would not write a header, should one ever come its way', () => {
    const { end, written } = logged()
    end(
      Object.assign(
        { model: 'm' },
        { authorization: 'canary-1', headers: { cookie: 'canary-2', 'x-api-key': 'canary-3' } },
      ),
    )
    expect(written.join()).not.toContain('canary')
  })
})

describe('the log for people', () => {
  const line = (changes: Partial<ServedCall> = {}) => {
    const { end, written } = logged({ format: 'line' })
    end(changes)
    expect(written).toHaveLength(1)
    return written[0]?.replace(/^\d\d:\d\d:\d\d {2}/, '').trimEnd()
  }

  test('says direction, models, status, times, tokens and losses in one line', () => {
    expect(line()).toBe(
      '200  chat to responses  gpt-5 → qwen3  stream  1.24 s, first byte 312 ms  12 + 34 tokens  dropped /seed, changed /max_tokens',
    )
  })

  test('leaves out what there is not', () => {
    const { end, written } = logged({ format: 'line' }, without('mappedModel', 'tokens'))
    end({ stream: false, duration: 40, losses: {}, lossList: [], model: undefined })
    expect(written[0]).toMatch(/ {2}200 {2}chat to responses {2}40 ms\n$/)
  })

  test('names the mapped model on failures, too, with the reason and the retries', () => {
    const failure = { outcome: 'failed', status: 404, errorCode: 'model_not_found', retries: 1 } as const
    expect(line({ ...failure, stream: false, losses: {}, lossList: [] })).toMatch(
      /^404 {2}chat to responses {2}gpt-5 → qwen3 {2}failed model_not_found {2}1\.24 s .*1 retry$/,
    )
  })

  test('says when there was no status at all', () => {
    const { end, written } = logged({ format: 'line' }, without('status'))
    end({ outcome: 'unreachable' })
    expect(written[0]).toContain('  ---  chat to responses  gpt-5 → qwen3  stream unreachable')
  })

  test('counts the losses it has no room for', () => {
    const lossList = Array.from({ length: 9 }, (_, index) => ({
      path: `/tools/${index}`,
      code: 'no-counterpart' as const,
      effect: 'dropped' as const,
    }))
    expect(line({ losses: { 'no-counterpart': 9 }, lossList })).toMatch(/dropped \/tools\/3, and 5 losses more$/)
  })

  test('leaves out what upstreams note about their own work, which no caller ever had', () => {
    const code = 'bookkeeping' as const
    const lossList = [{ path: '/billing', code, effect: 'dropped' as const }, ...servedCall.lossList]
    expect(line({ losses: { ...servedCall.losses, bookkeeping: 1 }, lossList })).toMatch(
      /tokens {2}dropped \/seed, changed \/max_tokens$/,
    )
    expect(line({ losses: { bookkeeping: 1 }, lossList: [] })).toMatch(/tokens$/)
  })

  test('says of other routes that they passed through', () => {
    expect(line({ route: 'other', method: 'GET', model: undefined })).toMatch(/^200 {2}GET passed through {2}/)
  })

  test('has colour only when it is asked for', () => {
    const coloured = logged({ format: 'line', colour: true })
    coloured.end()
    expect(coloured.written[0]).toContain('\u001b[32m200')
    expect(line()).not.toContain('\u001b')
  })

  test('is one line, whatever a caller has called its model', () => {
    const model = 'gpt\n00:00:00  200  forged\u001b[2J\u001b]0;title\u0007\r\u202Ereversed\u2028next'
    const text = line({ model, errorCode: 'x\ny', outcome: 'refused' })
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(text).toContain('gpt?00:00:00')
  })

  test('has sentences about the server itself', () => {
    const { log, written } = logged({ format: 'line' })
    log.notice('The upstream speaks chat only.')
    log.warning('Settings not changed.')
    expect(written.map(text => text.slice(10))).toEqual(['The upstream speaks chat only.\n', 'Settings not changed.\n'])
  })
})

describe('the log of a process', () => {
  const source = JSON.stringify(new URL('../../src/server/log.ts', import.meta.url).href)
  const tsx = new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url).href
  const running = (program: string) =>
    spawn(process.execPath, [
      '--import',
      tsx,
      '--input-type=module',
      '-e',
      `import { createLog } from ${source}\n${program}`,
    ])

  async function recordsOf(
    child: ReturnType<typeof running>,
    heard: (text: string) => void = () => {},
  ): Promise<{ msg: string }[]> {
    let text = ''
    for await (const piece of child.stderr.setEncoding('utf8')) {
      text += piece
      heard(text.slice(-2000))
    }
    return text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
  }

  test('is written to its last record before the process ends', async () => {
    const records = await recordsOf(
      running(`const log = createLog({ format: 'json' })
        for (let count = 0; count < 500; count++) log.notice('line ' + count)
        process.exit(0)`),
    )
    expect(records).toHaveLength(500)
    expect(records.at(-1)).toMatchObject({ msg: 'line 499' })
  })

  test('that nobody reads costs no memory and keeps nobody waiting; what was lost is counted', async () => {
    const child = running(`const log = createLog({ format: 'json' })
      for (let count = 0; count < 20_000; count++) log.notice('x'.repeat(1000))
      console.log('goes on')
      process.stdin.resume().on('end', () => process.exit(0))`)
    await once(child.stdout, 'data')
    const records = await recordsOf(child, end => end.includes('were not written') && child.stdin.end())
    const { msg = '' } = records.find(({ msg }) => msg.startsWith('x') === false) ?? {}
    expect(records.length).toBeLessThan(10_000)
    expect(msg).toBe(`${20_001 - records.length} records were not written: whatever reads this log is too slow.`)
  })
})
