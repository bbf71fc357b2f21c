// Keys and addresses with passwords: where they may stand, which are refused, and that none is ever printed.
import { describe, expect, test } from 'vitest'
import { type Flags, printedSettings, settingLines } from '../../src/server/config.ts'
import { file, problems, read, upstream } from './reading.ts'

describe('a key', () => {
  const environment = { MINE: 'sk-canary-0123456789', A: 'front-canary-1', B: 'front-canary-2', EMPTY: '', BAD: 'a b' }

  test('comes from a variable of its own, or from one the file or a flag names', () => {
    const config = file({ upstream, upstreamKey: 'env:MINE', frontKeys: ['env:A', 'env:B'] })
    const { values, origins } = read({ config }, environment)
    expect([values.upstreamKey, values.frontKeys]).toEqual([environment.MINE, [environment.A, environment.B]])
    expect(origins.upstreamKey).toBe(`${config} (env:MINE)`)
    const direct = { RESPONSES_BRIDGE_UPSTREAM_KEY: 'sk-x', RESPONSES_BRIDGE_FRONT_KEYS: 'a, b' }
    expect(read({ upstream }, direct).values).toMatchObject({ upstreamKey: 'sk-x', frontKeys: ['a', 'b'] })
    expect(read({ upstream, 'front-key': ['env:A', 'env:B'] }, environment).values.frontKeys).toHaveLength(2)
  })

  test('itself stands neither in the file nor on the command line', () => {
    const config = file({ upstream, upstreamKey: environment.MINE, frontKeys: ['front-canary-1'] })
    const found = [...problems({ config }), ...problems({ upstream, 'upstream-key': environment.MINE })]
    expect(found).toHaveLength(3)
    expect(found.join('\n')).not.toMatch(/canary/)
    expect(found[0]).toMatch(/Keys do not stand in files or on command lines/)
  })

  test.each([
    ['is not set', 'env:NOWHERE', /\(env:NOWHERE\): the environment variable is not set/],
    ['is empty', 'env:EMPTY', /\(env:EMPTY\): the key is empty/],
    ['cannot be a header', 'env:BAD', /\(env:BAD\): the key has a space/],
  ])('that %s is refused', (_what, key, sentence) => {
    expect(problems({ upstream, 'upstream-key': key }, environment)).toEqual([expect.stringMatching(sentence)])
    expect(problems({ upstream, 'front-key': key }, environment)).toEqual([expect.stringMatching(sentence)])
  })

  test('of a variable of its own that is empty is refused, too: it would let everybody in', () => {
    for (const name of ['RESPONSES_BRIDGE_UPSTREAM_KEY', 'RESPONSES_BRIDGE_FRONT_KEYS']) {
      expect(problems({ upstream }, { [name]: '' })).toEqual([
        `${name}: the key is empty. Set it, or remove the setting.`,
      ])
    }
    expect(problems({ upstream }, { RESPONSES_BRIDGE_FRONT_KEYS: 'a,,b' })).toHaveLength(1)
  })

  test('is never printed', () => {
    const config = file({ upstream, upstreamKey: 'env:MINE', frontKeys: ['env:A', 'env:B'] })
    const settings = read({ config }, environment)
    const printed = JSON.stringify([printedSettings(settings), settingLines(settings)])
    expect(printed).not.toMatch(/canary/)
    expect(printedSettings(settings).find(({ name }) => name === 'frontKeys')?.value).toEqual(['***', '***'])
    expect(settings.secrets).toEqual([environment.MINE, environment.A, environment.B])
  })

  test('in the place of a name is not repeated by the sentence about it', () => {
    const config = file({ upstream, 'sk-canary-0123456789': 1, 'Bearer canary-9876543210': 2 })
    expect(problems({ config }).join('\n')).not.toMatch(/canary/)
  })
})

describe('the address of a store', () => {
  const secret = 'postgres://bridge:store-canary%21@db.example/conversations?sslmode=require'
  const printedStore = (flags: Flags, environment: Record<string, string> = {}) => {
    const settings = read({ upstream, ...flags }, environment)
    return printedSettings(settings).find(({ name }) => name === 'storeAddress')?.value
  }

  test.each([
    'memory',
    'file:./bridge.db',
    'redis://127.0.0.1:6379/1',
    'rediss://cache.example',
    'postgres://db.example/x',
  ])('may be %s', store => {
    expect(read({ upstream, store }).values.storeAddress).toBe(store)
    expect(printedStore({ store })).toBe(store)
  })

  test.each(['', 'file:', 'disk', 'mysql://x', 'http://x', 'redis:', 'env:', 'memory:x'])('is not %j', store => {
    expect(problems({ upstream, store })).toEqual([
      expect.stringMatching(/^--store: expected none, memory, file:<path>/),
    ])
  })

  test('with a password stands in a variable only, and is printed without it', () => {
    expect(problems({ upstream, store: secret })).toEqual([expect.stringMatching(/^--store: .* "env:STORE"\.$/)])
    expect(problems({ upstream, store: secret }).join()).not.toContain('canary')
    const masked = 'postgres://bridge:***@db.example/conversations?sslmode=require'
    expect(printedStore({ store: 'env:STORE' }, { STORE: secret })).toBe(masked)
    expect(printedStore({}, { RESPONSES_BRIDGE_STORE: secret })).toBe(masked)
    const { secrets, values } = read(
      { upstream },
      { RESPONSES_BRIDGE_STORE: secret, RESPONSES_BRIDGE_STORE_KEY: 'k-1' },
    )
    expect(values).toMatchObject({ storeAddress: secret, storeSecret: 'k-1', storeTtlDays: 30 })
    expect(secrets).toEqual(['store-canary%21', 'store-canary!', 'k-1'])
  })

  test('in a variable that holds none is refused without a word of it', () => {
    const found = problems({ upstream, store: 'env:STORE' }, { STORE: 'mysql://canary' })
    expect(found).toEqual(['--store (env:STORE): expected none, memory, file:<path>, redis://… or postgres://….'])
  })
})
