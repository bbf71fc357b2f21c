// The addresses a repository suggests in its .env files: OPENAI_BASE_URL may well be another vendor's there.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot } from './packages.ts'

const isSettings = /^\.?env(\.[\w.-]+)?$|^[\w-]+\.env$|^\.dev\.vars/

const setting = /^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*["']?([a-z][a-z+.-]*:\/\/[^"'\s]+)/gm

/** Somebody is to put an address of their own here: it leads nowhere. */
const placeholder = /:\/\/[^/]*(example|your|xxx|placeholder|resource|[<>{}[\]]|\.\.\.)/i

/** The addresses that .env files from a folder up to its repository's root give to each variable. */
export function suggestedAddresses(folder: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (let each = folder; ; each = dirname(each)) {
    for (const text of settingsIn(each)) {
      for (const [, name = '', value = ''] of text.matchAll(setting))
        if (!placeholder.test(value)) found.set(name, [...(found.get(name) ?? []), value])
    }
    if (isRoot(each)) return found
  }
}

function settingsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile() && isSettings.test(entry.name))
      .map(entry => readFileSync(join(folder, entry.name), 'utf8'))
  } catch {
    // A file that may not be read suggests nothing.
    return []
  }
}
