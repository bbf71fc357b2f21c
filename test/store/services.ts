// Real Redis and PostgreSQL servers for tests: those named by the environment, or our own in a temporary folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Service {
  readonly url: string
  stop(): Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })
}

function program(name: string, folders: readonly string[]): string | undefined {
  return folders.map(folder => join(folder, name)).find(existsSync)
}

const path = (process.env.PATH ?? '').split(delimiter)

function redisServer(): string | undefined {
  return program('redis-server', path)
}

/** The PostgreSQL programs; Debian keeps them out of the path. */
function postgresProgram(name: string): string | undefined {
  const versions = '/usr/lib/postgresql'
  const debian = existsSync(versions) ? readdirSync(versions).map(version => join(versions, version, 'bin')) : []
  return program(name, [...path, ...debian])
}

const installed = {
  redis: () => process.env.BRIDGE_REDIS_URL ?? redisServer(),
  postgres: () => process.env.BRIDGE_POSTGRES_URL ?? (postgresProgram('postgres') && postgresProgram('initdb')),
}

export type ServiceName = keyof typeof installed

/** Why a test of this service cannot run here, if it cannot. */
export function missingService(name: ServiceName): string | undefined {
  if (installed[name]() !== undefined) return undefined
  return `${name} is not installed, and BRIDGE_${name.toUpperCase()}_URL is not set.`
}

export function startService(name: ServiceName): Promise<Service> {
  return name === 'redis' ? redis() : postgres()
}

/** Durable to the last acknowledged write, as a store has to be. */
async function redis(): Promise<Service> {
  const url = process.env.BRIDGE_REDIS_URL
  if (url !== undefined) return { url, async stop() {} }
  const server = redisServer()
  if (server === undefined) throw new Error(missingService('redis'))
  const folder = mkdtempSync(join(tmpdir(), 'bridge-redis-'))
  const port = await freePort()
  const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes']
  const child = spawn(server, [...flags, '--appendfsync', 'always'], { stdio: 'ignore' })
  return running(child, 'SIGTERM', folder, port, `redis://127.0.0.1:${port}`)
}

async function postgres(): Promise<Service> {
  const known = process.env.BRIDGE_POSTGRES_URL
  if (known !== undefined) return { url: known, async stop() {} }
  const [server, initdb] = [postgresProgram('postgres'), postgresProgram('initdb')]
  if (server === undefined || initdb === undefined) throw new Error(missingService('postgres'))
  const folder = mkdtempSync(join(tmpdir(), 'bridge-postgres-'))
  // The server refuses to run as root.
  const identity = process.getuid?.() === 0 ? userOf('postgres') : undefined
  if (identity) chownSync(folder, identity.uid, identity.gid)
  chmodSync(folder, 0o700)
  const settings = { ...identity, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' }, stdio: 'ignore' } as const
  const data = join(folder, 'data')
  execFileSync(initdb, ['-D', data, '-U', 'bridge', '--auth', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8'], settings)
  const port = await freePort()
  const child = spawn(server, ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', folder], settings)
  const url = `postgres://bridge@127.0.0.1:${port}/postgres`
  const service = await running(child, 'SIGINT', folder, port, url)
  await accepting(url)
  return service
}

function userOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }).trim())
  return { uid: id('-u'), gid: id('-g') }
}

async function running(
  child: ChildProcess,
  signal: NodeJS.Signals,
  folder: string,
  port: number,
  url: string,
): Promise<Service> {
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  await listening(child, port)
  return {
    url,
    async stop() {
      process.off('exit', end)
      child.kill(signal)
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was there.`)
    const connected = await new Promise<boolean>(resolve => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      }).once('error', () => resolve(false))
    })
    if (connected) return
    await sleep(100)
  }
  throw new Error('The server did not listen within 30 seconds.')
}

/** PostgreSQL listens before it answers. */
async function accepting(url: string): Promise<void> {
  const { default: driver } = await import('pg')
  for (let attempt = 0; ; attempt++) {
    const client = new driver.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (attempt === 100) throw error
      await sleep(100)
    }
  }
}
