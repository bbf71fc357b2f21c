// Runs the legacy program in a process of its own, with or without the bridge loaded before it.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Loss } from '../../index.ts'

export interface ClientRun {
  readonly exitCode: number | null
  /** What the program printed, line by line. */
  readonly lines: readonly string[]
  readonly losses: readonly Loss[]
}

/** The same ending as this file: the demo runs from the sources and from the build. */
const neighbour = (name: string) => new URL(import.meta.url.replace(/run-client(?=\.\w+$)/, name))

export const clientFile = fileURLToPath(neighbour('legacy-client'))

export function runClient(
  baseUrl: string,
  { bridged, file = clientFile }: { bridged: boolean; file?: string },
): Promise<ClientRun> {
  const preload = bridged ? ['--import', neighbour('bridge').href] : []
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...preload, file], {
      env: { ...process.env, API_BASE_URL: baseUrl, API_KEY: 'none-needed', NO_PROXY: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let text = ''
    const losses: Loss[] = []
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
    }
    child.on('message', loss => losses.push(loss as Loss))
    child.once('error', reject)
    child.once('close', exitCode => resolve({ exitCode, lines: text.trimEnd().split('\n'), losses }))
  })
}
