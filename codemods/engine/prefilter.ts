// A look at the bytes of a file before anything is parsed: can it call Chat Completions at all?
import { join } from 'node:path'

const needles = ['completions', 'createChatCompletion', 'TODO(responses-bridge)'].map(needle => Buffer.from(needle))

export const mayConcern = (bytes: Buffer): boolean => needles.some(needle => bytes.includes(needle))

const sdk = Buffer.from('openai')

export const mentionsSdk = (bytes: Buffer): boolean => bytes.includes(sdk)

const parts = ['image_url', 'input_audio'].map(name => Buffer.from(name))

/** Whether a file may write messages whose content is a list of parts. */
export const mayWriteParts = (bytes: Buffer): boolean => parts.some(name => bytes.includes(name))

const imported = /(?:from|import|require\()\s*\(?\s*['"]([^'"\n]+)['"]/g

/** What a text imports, as it is written. */
export function importedSpecifiers(text: string): Set<string> {
  return new Set([...text.matchAll(imported)].map(([, specifier = '']) => specifier))
}

/** Whether a relative specifier means a file, in whatever case it is written. */
export function means(specifier: string, fromFolder: string, file: string): boolean {
  const target = withoutEnding(join(fromFolder, specifier))
  const own = withoutEnding(file)
  return target === own || `${target}/index` === own
}

const withoutEnding = (path: string): string =>
  path.toLowerCase().replace(/\.(?:d\.)?[cm]?[jt]sx?$|\.(vue|svelte)$/, '')

/** `../llm/index.ts` is `llm`, as is `../llm.js`. */
export function moduleName(path: string): string {
  const segments = withoutEnding(path).split(/[/\\]/)
  const last = segments.pop() ?? ''
  return last === 'index' ? (segments.pop() ?? 'index') : last
}
