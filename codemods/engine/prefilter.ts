// A look at the bytes of a file before anything is parsed: can it call Chat Completions at all?

const needles = ['completions', 'createChatCompletion', 'TODO(responses-bridge)'].map(needle => Buffer.from(needle))

export const mayConcern = (bytes: Buffer): boolean => needles.some(needle => bytes.includes(needle))

const imported = /(?:from|import|require\()\s*\(?\s*['"]([^'"\n]+)['"]/g

/** The last segments of what a text imports, by which the importers of a file are found without resolving anything. */
export function importedNames(text: string): Set<string> {
  const names = new Set<string>()
  for (const [, specifier = ''] of text.matchAll(imported)) names.add(moduleName(specifier))
  return names
}

/** `../llm/index.ts` is `llm`, as is `../llm.js`. */
export function moduleName(path: string): string {
  const segments = path.replace(/\.(?:d\.)?[cm]?[jt]sx?$|\.(vue|svelte)$/, '').split(/[/\\]/)
  const last = segments.pop() ?? ''
  return last === 'index' ? (segments.pop() ?? 'index') : last
}
