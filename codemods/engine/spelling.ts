// Names of files in whatever case an import writes them: some systems tell `openAi` from `openai`, and some do not.
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export class Spelling {
  readonly #listings = new Map<string, ReadonlyMap<string, string>>()

  /** The path under which a file is there, or else the path as it is. */
  of(path: string): string {
    const folder = dirname(path)
    const names = this.#in(folder)
    const name = basename(path)
    return join(folder, names.get(name) ?? names.get(name.toLowerCase()) ?? name)
  }

  /** Every name, under itself and in small letters. */
  #in(folder: string): ReadonlyMap<string, string> {
    const known = this.#listings.get(folder)
    if (known !== undefined) return known
    const listing = new Map<string, string>()
    const names = namesIn(folder)
    for (const name of names) listing.set(name.toLowerCase(), name)
    for (const name of names) listing.set(name, name)
    this.#listings.set(folder, listing)
    return listing
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
