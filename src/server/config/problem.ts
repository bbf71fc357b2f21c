// What is wrong with the settings, all of it at once, each a sentence with its place.
import { scrubber } from '../scrub.ts'

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    // They quote no value, but names: a key that was put where a name belongs is not repeated.
    const harmless = problems.map(scrubber())
    super(harmless.join('\n'))
    this.problems = harmless
  }
}
