// `serve` as processes of its own, which can be killed.
import type { ChildProcess } from 'node:child_process'
import OpenAI from 'openai'
import { start } from '../cli-process.ts'

export interface ServeProcess {
  readonly child: ChildProcess
  readonly url: string
  client(apiKey?: string): OpenAI
  /** As a power cut would: nothing is finished. */
  kill(): Promise<void>
}

export async function serve(upstream: string, store: string, env: Record<string, string> = {}): Promise<ServeProcess> {
  const flags = ['--upstream', upstream, '--upstream-api', 'chat', '--port', '0', '--store', store]
  const child = start(['serve', ...flags], env)
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  // A test that fails does not come to its kill.
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('close', () => process.off('exit', end))
  const url = await listening(child)
  return {
    child,
    url,
    client: (apiKey = 'key') => new OpenAI({ apiKey, baseURL: url, maxRetries: 0 }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function listening(child: ReturnType<typeof start>): Promise<string> {
  return new Promise((resolve, reject) => {
    let notes = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      notes += text
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(notes) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('close', code => reject(new Error(`serve ended with ${code}: ${notes}`)))
    child.stdout.resume()
  })
}
