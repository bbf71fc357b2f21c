// The flags of `serve`, made of its settings, and two of its own.
import type { Options } from 'yargs'
import { shown } from '../server/config/print.ts'
import { flagOf, settingNames, settingOf, variableOf } from '../server/config/settings.ts'

/** None has a default here: what is not given may be said by the environment or the file. */
const ofSettings = settingNames.map(name => {
  const { kind, describe, default: fallback } = settingOf(name)
  const options: Options = {
    type: kind.boolean ? 'boolean' : 'string',
    describe,
    ...(!kind.boolean && { requiresArg: true }),
    ...(kind.choices && { choices: kind.choices }),
    ...(isSaid(fallback) && { defaultDescription: shown(name, fallback) }),
  }
  return [flagOf(name), options] as const
})

/** What is off, absent or empty by default goes without saying. */
function isSaid(fallback: unknown): boolean {
  return fallback !== undefined && fallback !== false && typeof fallback !== 'object'
}

export const serveFlags: Readonly<Record<string, Options>> = {
  config: { type: 'string', requiresArg: true, describe: 'A file of settings; it is read again when it changes' },
  ...Object.fromEntries(ofSettings),
  'print-config': { type: 'boolean', describe: 'Print the settings in force and where each comes from, and end' },
}

export const environmentNote = `Each flag is also a variable (${variableOf('upstream')}, ${variableOf('port')}, …) and an entry of the file (upstream, port, …).
The flag wins, then the variable, then the file. Keys: ${variableOf('upstreamKey')}, ${variableOf('frontKeys')}, or env:NAME in file and flags.`
