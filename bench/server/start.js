// Starts what is measured, each in a process of its own with the same flags of Node: the command line as it is shipped,
// with its log in a file and its store in a folder that is thrown away, or one of the targets beside it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pathOf = name => fileURLToPath(new URL(name, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bridge-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** `kind`: `pass`, `web`, or the flags of `serve`. */
export async function start({ kind, ...target }, upstream) {
  const isServe = Array.isArray(kind)
  const [path, args] = isServe
    ? ['../../dist/src/cli/main.js', ['serve', '--upstream', upstream, '--port', '0', ...kind]]
    : ['./target.js', [kind, upstream]]
  const home = mkdtempSync(join(folder, 'state-'))
  const child = fork(pathOf(path), args, {
    execArgv: ['--expose-gc', ...(isServe ? ['--import', pathOf('./target.js')] : [])],
    stdio: ['ignore', 'pipe', openSync(join(home, 'log'), 'w'), 'ipc'],
    env: { ...process.env, XDG_STATE_HOME: home },
  })
  const port = await portOf(child)
  return {
    ...target,
    port,
    async usage(what = 'time') {
      child.send(what)
      return (await once(child, 'message'))[0]
    },
    stop: () => child.disconnect(),
  }
}

function portOf(child) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', piece => {
      text += piece
      const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? []
      if (port !== undefined) resolve(Number(port))
    })
    child.once('exit', () => reject(new Error(`A target ended before it listened. ${text}`)))
  })
}
