// `mock`: the embedded upstream as a server, for trying things out without a key or a network.
import { performance } from 'node:perf_hooks'
import type { InferredOptionTypes, Options } from 'yargs'
import type { Handler, Listening } from '../mock/listen.ts'
import { CommandFailure, exitCodes } from './failure.ts'
import { command, withExamples } from './options.ts'
import { notes } from './terminal.ts'

const flags = {
  api: { choices: ['responses', 'chat', 'both'] as const, default: 'both' as const, describe: 'What it speaks' },
  host: { type: 'string', requiresArg: true, default: '127.0.0.1', describe: 'The address to listen on' },
  port: { type: 'number', requiresArg: true, default: 8000, describe: 'The port; 0 takes any that is free' },
} as const satisfies Record<string, Options>

type Flags = InferredOptionTypes<typeof flags>

const examples = [
  ['mock', 'Both APIs on http://127.0.0.1:8000/v1'],
  ['mock --api responses --port 0', 'Only Responses, on any free port; chat requests get a 404'],
] as const

export const mock = command<Flags>({
  command: 'mock',
  describe: 'Serve an upstream that speaks one API or both, always answers the same and needs no key',
  builder: cli => withExamples(cli.options(flags), examples),
  handler: run,
})

async function run({ api, host, port }: Flags): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new CommandFailure('--port must be a whole number from 0 to 65535.')
  }
  const { createMock } = await import('../mock/index.ts')
  const server = await start(logged(createMock({ api, keep: 0 })), host, port)
  notes.line(`Listening on ${server.url}/v1 (${api === 'both' ? 'both APIs' : `${api} only`}). Ctrl-C ends it.`)
  notes.line(`Try: ${curlLine(server.url, api)}`)
  const code = await signalled()
  await server.close()
  process.exitCode = code
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; choose another with --port, or any free one with --port 0',
  EACCES: 'listening there is not permitted; choose a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address; choose another with --host',
  ENOTFOUND: 'no address has that name; choose another with --host',
}

async function start(handler: Handler, host: string, port: number): Promise<Listening> {
  // Loaded here, so that commands without a server start without one.
  const { listen } = await import('../mock/listen.ts')
  try {
    return await listen(handler, { host, port })
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new CommandFailure(`Cannot listen on ${host}:${port}: ${reasons[code] ?? message}.`)
  }
}

/** One line a request. Nothing of what was said: method, path, status and time. */
function logged(handler: Handler): Handler {
  return {
    async fetch(request) {
      const started = performance.now()
      const response = await handler.fetch(request)
      const took = Math.round(performance.now() - started)
      notes.line(`${request.method} ${new URL(request.url).pathname} ${response.status} ${took} ms`)
      return response
    },
  }
}

function curlLine(url: string, api: Flags['api']): string {
  const [path, body] =
    api === 'chat'
      ? ['chat/completions', { model: 'mock-1', messages: [{ role: 'user', content: 'Hello' }] }]
      : ['responses', { model: 'mock-1', input: 'Hello' }]
  return `curl ${url}/v1/${path} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
}

/** Waits for the signal that ends a server, and says with what exit code. */
function signalled(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(exitCodes.interrupted))
    process.once('SIGTERM', () => resolve(exitCodes.terminated))
  })
}
