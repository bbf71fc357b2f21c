// Secrets in what is logged: the known ones, and whatever looks like one, in any text and at no great cost.
import { describe, expect, test } from 'vitest'
import { plainName, scrubber } from '../../src/server/scrub.ts'
import { logged } from './logged.ts'

const shapes = [
  'sk-proj-canaryCANARY0123456789',
  'sk-canary-0123456789abcdef',
  'sk-proj-********************canary',
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

  test('in names are not shown, and other names are left as they are', () => {
    for (const shape of shapes) expect(plainName(shape)).not.toMatch(/canary/i)
    for (const name of ['qwen3:8b', 'org/model-1.5@main', 'task-runner', 'gpt-5-sk']) expect(plainName(name)).toBe(name)
  })

  test('do not make other words suspect', () => {
    const text =
      'max_output_tokens: 16, "tokens":{"input":3}, task-runner, /tools/0/key, gpt-5-sk, token limit, Basic plan. Bearer authentication is required.'
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
