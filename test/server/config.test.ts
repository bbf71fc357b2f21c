// The settings of `serve`: which source wins, what is refused and with what words, and that no secret is ever printed.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Flags, serverSettings, settingLines } from '../../src/server/config.ts'
import { file, problems, read, upstream } from './reading.ts'

describe('a setting', () => {
  test('is what the flag says, then the environment, then the file, then the default', () => {
    const config = file({ upstream, port: 3 })
    const environment = { RESPONSES_BRIDGE_PORT: '2' }
    const port = (flags: Flags, variables = {}) => {
      const { values, origins } = read(flags, variables)
      return [values.port, origins.port]
    }
    expect(port({ config, port: '1' }, environment)).toEqual([1, '--port'])
    expect(port({ config }, environment)).toEqual([2, 'RESPONSES_BRIDGE_PORT'])
    expect(port({ config })).toEqual([3, config])
    expect(port({ upstream })).toEqual([8787, 'default'])
  })

  test('that is on by default is off with --no', () => {
    const { values, origins } = read({ upstream, metrics: false })
    expect([values.metrics, origins.metrics, origins.tracing]).toEqual([false, '--no-metrics', 'default'])
  })

  test('of the environment that is empty says nothing', () => {
    expect(read({ upstream }, { RESPONSES_BRIDGE_PORT: '' }).values.port).toBe(8787)
  })

  test('reads the same from a flag, a variable and the file', () => {
    const said = {
      upstream,
      upstreamApi: 'chat',
      strict: true,
      retries: 2,
      idleTimeout: '2m',
      bodyLimit: '8MiB',
      allowedHosts: ['a.example', 'b.example'],
      aliases: { 'gpt-*': 'qwen3', o3: 'big' },
    } as const
    const flags = {
      upstream,
      'upstream-api': 'chat',
      strict: true,
      retries: '2',
      'idle-timeout': '120000',
      'body-limit': '8 MiB',
      'allowed-host': ['a.example', 'b.example'],
      alias: ['gpt-*=qwen3', 'o3=big'],
    }
    const environment = {
      RESPONSES_BRIDGE_UPSTREAM_URL: upstream,
      RESPONSES_BRIDGE_UPSTREAM_API: 'chat',
      RESPONSES_BRIDGE_STRICT: '1',
      RESPONSES_BRIDGE_RETRIES: '2',
      RESPONSES_BRIDGE_IDLE_TIMEOUT: '120s',
      RESPONSES_BRIDGE_BODY_LIMIT: '8388608',
      RESPONSES_BRIDGE_ALLOWED_HOSTS: 'a.example, b.example',
      RESPONSES_BRIDGE_ALIASES: 'gpt-*=qwen3,o3=big',
    }
    const { values } = read({ config: file({ ...said, $schema: './serve.schema.json' }) })
    expect(values).toMatchObject({ ...said, idleTimeout: 120_000, bodyLimit: 8_388_608 })
    expect(read(flags).values).toEqual(values)
    expect(read({}, environment).values).toEqual(values)
    expect(read({}, { RESPONSES_BRIDGE_CONFIG: file(said) }).values).toEqual(values)
  })

  test('that is wrong is answered with a sentence, all of them at once, and none quotes the value', () => {
    const config = file({
      upstream: 'https://user:canary-1@host/v1',
      upstreamApi: 'canary-2',
      port: '80',
      idleTimeout: 'canary-3',
      bodyLimit: -1,
      strict: 'canary-4',
      aliases: { 'gpt-*': '*canary-5*' },
      allowedOrigins: ['https://a.example', 7],
    })
    const environment = { RESPONSES_BRIDGE_RETRIES: 'canary-6', RESPONSES_BRIDGE_STRICT: 'perhaps' }
    const found = problems({ config, host: ['canary-7', 'b'] }, environment)
    expect(found).toHaveLength(11)
    expect(found.join('\n')).not.toContain('canary')
    expect(found).toContain(`${config} /port: expected a whole number from 0 to 65535.`)
    expect(found).toContain(`${config} /upstreamApi: expected auto, responses, chat or both.`)
    expect(found).toContain('--host is given more than once.')
    expect(found).toContain('RESPONSES_BRIDGE_STRICT: expected true or false.')
    expect(found.filter(problem => !problem.endsWith('.'))).toEqual([])
    expect(found.join('\n')).toMatch(/\/allowedOrigins\/1: expected a list of texts/)
    expect(found.join('\n')).toMatch(/\/aliases\/gpt-\*: The target of an alias has more \*/)
  })

  test.each([
    ['upstrem', 'upstream'],
    ['upstream_api', 'upstreamApi'],
    ['upstream-key', 'upstreamKey'],
    ['frontKey', 'frontKeys'],
    ['timeOutIdle', undefined],
  ])('nobody knows, as %s, is a mistake, and not passed over', (key, meant) => {
    const config = file({ upstream, [key]: 1 })
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    expect(problems({ config })).toEqual([`${config} /${key}: there is no such setting.${hint}`])
  })

  test('in a variable that nobody knows is worth a warning; those of other commands are not', () => {
    const environment = { RESPONSES_BRIDGE_PROT: '1', RESPONSES_BRIDGE_UPSTREAM: 'chat', RESPONSES_BRIDGE_HOSTS: 'x' }
    expect(read({ upstream }, environment).warnings).toEqual([
      'RESPONSES_BRIDGE_PROT is no setting of serve. Did you mean RESPONSES_BRIDGE_PORT?',
    ])
  })

  test.each(['0', '65535'])('takes the ends of its range: port %s', port => {
    expect(read({ upstream, port }).values.port).toBe(Number(port))
  })

  test.each(['-1', '65536', '1.5', '1e3', '', ' ', 'NaN'])('refuses what is none: port %j', port => {
    expect(problems({ upstream, port })).toEqual(['--port: expected a whole number from 0 to 65535.'])
  })

  test('of time that JavaScript cannot count is refused', () => {
    expect(problems({ upstream, 'idle-timeout': '600h' })).toHaveLength(1)
    expect(read({ upstream, 'idle-timeout': '1.5h' }).values.idleTimeout).toBe(5_400_000)
  })
})

describe('the upstream', () => {
  test('has to be named', () => {
    expect(problems({})).toEqual([expect.stringMatching(/^No upstream\. Name it with --upstream/)])
  })

  test.each([
    'api.openai.com/v1',
    'ftp://host/v1',
    'file:///etc/passwd',
    'https://user@host/v1',
    'https://:secret@host/v1',
    'https://host/v1?key=secret',
    'https://host/v1#x',
    'javascript:alert(1)',
  ])('is not %s', said => {
    expect(problems({ upstream: said })).toEqual([expect.stringMatching(/^--upstream: expected a URL such as/)])
  })
})

describe('the settings file', () => {
  test('that is no JSON is refused with line and column', () => {
    const config = file('{\n  "port": 80,\n}')
    expect(problems({ config, upstream })).toEqual([
      `${config}:3:1: not JSON: expected a key in double quotes. JSON allows no comma after the last entry.`,
    ])
  })

  test.each([
    ['[]', /expected an object of settings/],
    ['null', /expected an object of settings/],
    ['', /not JSON/],
  ])('that says %j is refused', (said, sentence) => {
    expect(problems({ config: file(said), upstream })).toEqual([expect.stringMatching(sentence)])
  })

  test('that is not there, or a folder, is refused', () => {
    const gone = join(tmpdir(), 'responses-bridge-nowhere', 'serve.json')
    expect(problems({ config: gone, upstream })).toEqual([
      `The settings file ${gone} cannot be read: there is no such file.`,
    ])
    expect(problems({ config: tmpdir(), upstream })[0]).toMatch(/it is a folder\.$/)
  })

  test('may begin with a byte order mark', () => {
    expect(read({ config: file(`\uFEFF${JSON.stringify({ upstream })}`) }).values.upstream).toBe(upstream)
  })

  test('named __proto__ or constructor settings change nothing', () => {
    const config = file('{"__proto__":{"strict":true},"constructor":1}')
    expect(problems({ config, upstream }).join()).toMatch(/\/constructor: there is no such setting/)
    expect(read({ upstream }).values.strict).toBe(false)
  })
})

describe('printed settings', () => {
  test('are every setting, its value as one would write it, and where it comes from', () => {
    const config = file({ upstream, idleTimeout: 90_000, aliases: { 'gpt-*': 'qwen3' } })
    const lines = settingLines(read({ config, port: '0' })).map(({ name, value, from }) =>
      [name, value, from].map(text => text.trim()),
    )
    expect(lines).toContainEqual(['port', '0', '--port'])
    expect(lines).toContainEqual(['idleTimeout', '90s', config])
    expect(lines).toContainEqual(['bodyLimit', '32MiB', 'default'])
    expect(lines).toContainEqual(['aliases', 'gpt-*=qwen3', config])
    expect(lines).toContainEqual(['upstreamKey', '-', 'default'])
  })
})

describe('what the server takes', () => {
  test('is made of the settings', () => {
    const settings = serverSettings(
      read({ upstream, retries: '2', alias: 'gpt-*=qwen3', 'front-key': 'env:K' }, { K: 'k' }).values,
    )
    expect(settings).toMatchObject({
      upstream,
      upstreamApi: 'auto',
      frontKeys: ['k'],
      retry: { attempts: 3, maxDelay: 60_000 },
      timeouts: { connect: 10_000, headers: 600_000, idle: 300_000 },
      limits: { bytes: 32 * 1024 * 1024, depth: 512 },
    })
    expect(settings.aliases?.('gpt-5')).toBe('qwen3')
    expect(settings.upstreamKey).toBeUndefined()
  })
})
