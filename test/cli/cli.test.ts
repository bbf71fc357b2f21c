// The command line around its commands: help, versions, wrong flags, colour, pipes, servers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chatRequest, cli, file, fixture, root, start } from '../cli-process.ts'

const commands = ['demo', 'convert', 'diff', 'explain', 'codemod', 'serve', 'doctor', 'mock']
const escapes = '\u001b['

describe('the command line', () => {
  test.each(commands)('%s --help ends with examples and the exit codes', async name => {
    const ran = await cli([name, '--help'])
    expect(ran.exitCode).toBe(0)
    expect(ran.out).toContain(`$ responses-bridge ${name}`)
    expect(ran.out).toContain('Exit codes: 0 done')
  })

  test('--help names every command', async () => {
    const { out } = await cli(['--help'])
    for (const name of [...commands, 'completion']) expect(out).toContain(`responses-bridge ${name}`)
  })

  test('without a command, the help is on stderr and the exit code is 2', async () => {
    const ran = await cli([])
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
    expect(ran.notes).toContain('responses-bridge convert')
  })

  test('--version is the one of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect((await cli(['--version'])).out.trim()).toBe(version)
  })

  test('completion prints a script', async () => {
    expect((await cli(['completion'])).out).toContain('responses-bridge')
  })

  const wrong: [args: string[], says: string][] = [
    [['convrt'], 'Did you mean convert?'],
    [['nonsense'], 'Unknown command: nonsense'],
    [['convert', '--to', 'klingon'], '"responses", "chat"'],
    [['convert'], 'Missing required argument: --to'],
    [['explain', 'n', '--nonsense'], 'Unknown argument: --nonsense'],
    [['codemod', '--writ', 'src'], 'Unknown argument: --writ. Did you mean --write?'],
    [['mock', '--port', '70000'], '--port must be'],
    [['mock', '--port', 'abc'], '--port must be'],
  ]
  test.each(wrong)('%j is a usage error', async (args, says) => {
    const ran = await cli(args)
    expect(ran.notes).toContain(says)
    expect(ran.notes).not.toMatch(/\n\s+at /)
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
  })

  test('colour is for terminals, or for those who ask', async () => {
    const args = ['explain', 'seed']
    expect((await cli(args)).out).not.toContain(escapes)
    expect((await cli(args, { env: { CI: '1' } })).out).not.toContain(escapes)
    expect((await cli(args, { env: { FORCE_COLOR: '1' } })).out).toContain(escapes)
    expect((await cli(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out).not.toContain(escapes)
    expect((await cli([...args, '--no-color'], { env: { FORCE_COLOR: '1' } })).out).not.toContain(escapes)
  })

  test('JSON is never coloured', async () => {
    const path = file('request.json', { ...chatRequest, seed: 7 })
    const ran = await cli(['convert', path, '--to', 'responses', '--json'], { env: { FORCE_COLOR: '1' } })
    expect(ran.out).not.toContain(escapes)
    expect(ran.notes).toContain(escapes)
  })

  test('a reader that has seen enough ends it quietly', async () => {
    const child = start(['diff', fixture(''), '--json'])
    let notes = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      notes += text
    })
    child.stdout.once('data', () => child.stdout.destroy())
    await new Promise(resolve => child.once('close', resolve))
    expect(notes).toBe('')
  })
})

describe('mock', () => {
  async function serve(
    args: string[],
    work: (url: string, log: () => string) => Promise<void>,
    signal: NodeJS.Signals,
  ) {
    const child = start(['mock', '--port', '0', ...args])
    let log = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.once('close', () => reject(new Error(`It ended before it listened: ${log}`)))
      child.stderr.setEncoding('utf8').on('data', text => {
        log += text
        const found = /Listening on (\S+)/.exec(log)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    try {
      await work(url, () => log)
    } finally {
      child.kill(signal)
    }
    return { exitCode: await ended, log }
  }

  const post = (url: string, body: object) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  test('serves the API it was told to, and logs nothing of what was said', async () => {
    const { exitCode, log } = await serve(
      ['--api', 'responses'],
      async url => {
        const answer = await post(`${url}/responses`, { model: 'm', input: 'a secret' })
        expect(answer.status).toBe(200)
        expect((await answer.json()).object).toBe('response')
        const refused = await post(`${url}/chat/completions`, chatRequest)
        expect(refused.status).toBe(404)
        await refused.text()
      },
      'SIGINT',
    )
    expect(exitCode).toBe(130)
    expect(log).toMatch(/POST \/v1\/responses 200 \d+ ms/)
    expect(log).toMatch(/POST \/v1\/chat\/completions 404 \d+ ms/)
    expect(log).toContain('curl http://127.0.0.1:')
    expect(log).not.toContain('secret')
  })

  test('a taken port is a sentence', async () => {
    const { exitCode } = await serve(
      [],
      async url => {
        const ran = await cli(['mock', '--port', new URL(url).port])
        expect(ran.exitCode).toBe(2)
        expect(ran.notes).toContain('the port is taken')
      },
      'SIGTERM',
    )
    expect(exitCode).toBe(143)
  })
})

describe('demo', () => {
  test('runs the legacy program, alone and over the bridge, and shows what happened', async () => {
    const { exitCode, out, notes } = await cli(['demo'])
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: '' })
    expect(out).toMatch(/1\. [\s\S]*HTTP 404[\s\S]*2\. [\s\S]*answer {4}You said: "Give me a contact form/)
    expect(out).toMatch(/stream {4}You said: "Count to three\."/)
    expect(out).toMatch(/tool {6}get_weather\({"city":/)
    expect(out).toContain('The tool said: "18 degrees and sunny"')
    expect(out.match(/POST \/v1\/responses 200/g)).toHaveLength(4)
    expect(out).toMatch(/> \/messages\/0\/content\s+\/instructions/)
    expect(out).toMatch(/dropped\s+\/seed/)
    expect(out).not.toContain(escapes)
  })

  test('the legacy program knows nothing of this package', () => {
    const source = readFileSync(join(root, 'src/cli/demo/legacy-client.ts'), 'utf8')
    expect(source).not.toMatch(/^import|responses-bridge|createFetch/m)
    expect(source).toContain('/chat/completions')
  })
})
