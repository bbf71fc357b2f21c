// The log: one record a call for machines, one line a call for people, and nothing of what was said or is secret in either.
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { ServedCall } from '../../src/server/contract.ts'
import { createLog, type LogOptions, scrubber } from '../../src/server/log.ts'
import { servedCall, without } from './served-call.ts'

const call = servedCall

function logged(options: Partial<LogOptions> = {}, whole: ServedCall = call) {
  const written: string[] = []
  const destination = { write: (text: string) => void written.push(text) }
  const log = createLog({ format: 'json', destination, ...options })
  const end = (changes: Partial<ServedCall> = {}) =>
    log.observer
      .started({ id: 'req_1', method: 'POST', route: 'chat', traceparent: undefined })
      ?.end({ ...whole, ...changes })
  return { log, written, end, last: () => JSON.parse(written.at(-1) ?? 'null') }
}

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

const shapes = [
  'sk-proj-canaryCANARY0123456789',
  'sk-canary-0123456789abcdef',
  'Bearer canary.0123456789-_~+/=',
  'bearer canary0123456789',
  'Basic Y2FuYXJ5OmNhbmFyeQcanary==',
  'gsk_canary0123456789',
  'xai-canary0123456789',
  'hf_canary0123456789',
  'AIzaSycanary0123456789012345',
  'eyJhbGciOiJcanary.eyJzdWIicanary.c2lnbmcanary',
  'https://host/v1?key=canary0123&x=1',
  'https://host/v1?x=1&api_key=canary0123',
  'https://user:canary@host/v1',
  'https://canary@host/v1',
  '{"api_key": "canary0123"}',
  '{\\"api-key\\":\\"canary0123\\"}',
  'authorization: canary0123',
  "'x-api-key': 'canary0123'",
  'Cookie: canary=0123',
  'password=canary0123',
]

describe('secrets', () => {
  test.each(shapes)('that look like %s are taken out of any text', shape => {
    const scrub = scrubber()
    for (const text of [shape, `Incorrect API key provided: ${shape}. See docs.`, `(${shape})`, `\n${shape}\n`]) {
      expect(scrub(text)).not.toMatch(/canary/i)
    }
    expect(scrub(`Incorrect API key provided: ${shape}.`)).toMatch(/^Incorrect API key provided: /)
  })

  test('that are known need not look like any, and are found in JSON and in URLs, too', () => {
    const secret = 'pa"ss\\wo rd/ä'
    const scrub = scrubber([secret, ''])
    for (const text of [secret, JSON.stringify({ a: secret }), `?x=${new URLSearchParams({ x: secret })}`]) {
      expect(scrub(text)).not.toMatch(/wo.?rd/)
    }
    expect(scrub('nothing here')).toBe('nothing here')
  })

  test('do not make other words suspect', () => {
    const text =
      'max_output_tokens: 16, "tokens":{"input":3}, task-runner, /tools/0/key, gpt-5-sk, token limit, Basic plan.'
    expect(scrubber()(text)).toBe(text)
  })

  test.each([
    'sk-',
    'eyJ',
    'eyJ-',
    'Bearer ',
    'Bearer',
    '://',
    '://a',
    '?key',
    'api-key',
    'api_key"   ',
    'token=',
    ' ',
    'authorization:',
    '\\"',
  ])('are looked for in a megabyte of %j without going over it twice', piece => {
    // Quadratic work on a megabyte takes minutes; the time limit of a test is one.
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(typeof scrubber(['a secret'])(text)).toBe('string')
  })

  test('that come with changed settings are kept out from then on, and the old ones still', () => {
    const { log, written } = logged({ secrets: ['first-canary'] })
    log.hide(['second-canary'])
    log.notice('first-canary, second-canary')
    expect(written.join()).toContain('"***, ***"')
  })

  test('planted anywhere in a call are in neither log', () => {
    for (const format of ['json', 'line'] as const) {
      const { end, log, written } = logged({ format, secrets: ['plain-canary-word'] })
      for (const shape of [...shapes, 'plain-canary-word']) {
        end({
          model: shape,
          mappedModel: shape,
          errorCode: shape,
          requestId: shape,
          outcome: 'failed',
          lossList: [{ path: `/metadata/${shape}`, code: 'no-counterpart', effect: 'dropped' }],
        })
        log.notice(`The upstream said: ${shape}`)
        log.warning(shape)
      }
      expect(written).toHaveLength(3 * (shapes.length + 1))
      expect(written.join('')).not.toMatch(/canary/i)
      if (format === 'json') for (const record of written) expect(() => JSON.parse(record)).not.toThrow()
    }
  })
})

test('what was logged last is written before the process ends', () => {
  const source = new URL('../../src/server/log.ts', import.meta.url).href
  const program = `import { createLog } from ${JSON.stringify(source)}
    const log = createLog({ format: 'json' })
    for (let count = 0; count < 500; count++) log.notice('line ' + count)
    process.exit(0)`
  const tsx = new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url).href
  const ran = spawnSync(process.execPath, ['--import', tsx, '--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(ran.stderr.trim().split('\n')).toHaveLength(500)
  expect(JSON.parse(ran.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({ msg: 'line 499' })
})
