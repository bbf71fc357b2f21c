// Settings read as `serve` reads them, from flags, an environment and a file of the test's own.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, type Flags, readSettings } from '../../src/server/config.ts'

export const upstream = 'http://127.0.0.1:8000/v1'

export function file(said: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'responses-bridge-')), 'serve.json')
  writeFileSync(path, typeof said === 'string' ? said : JSON.stringify(said))
  return path
}

export const read = (flags: Flags, environment: Record<string, string> = {}) => readSettings({ flags, environment })

export function problems(flags: Flags, environment: Record<string, string> = {}): readonly string[] {
  try {
    read(flags, environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
