// The settings in force: of each the first that says something, of flag, environment, file and default. Everything that
// is wrong is said at once.
import type { JsonObject } from '../../atlas/read.ts'
import { meant } from '../../spelling.ts'
import { issueSentence, readFile } from './file.ts'
import { isReference, type Kind } from './kinds.ts'
import { ConfigError } from './problem.ts'
import { flagOf, type SettingName, settingNames, settingOf, type Values, variableOf } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What yargs gives: texts, booleans, and lists of them where a flag is given several times. */
export type Flags = Readonly<Record<string, unknown>>

export interface SettingsRequest {
  /** By the names of flags: `upstream-api`, `alias`. */
  readonly flags?: Flags | undefined
  readonly environment: Environment
}

export interface ReadSettings {
  readonly values: Values
  /** Where each value comes from, for a person: `--port`, `RESPONSES_BRIDGE_PORT`, `serve.json`, `default`. */
  readonly origins: Readonly<Record<SettingName, string>>
  /** The settings file, if there is one. */
  readonly file: string | undefined
  /** What is no mistake for certain, but looks like one. */
  readonly warnings: readonly string[]
  /** Every secret in the values, for the log to keep out. */
  readonly secrets: readonly string[]
}

interface Said {
  readonly value: unknown
  readonly origin: string
}

const fileVariable = 'RESPONSES_BRIDGE_CONFIG'

/** Throws `ConfigError` with every problem there is. */
export function readSettings(request: SettingsRequest): ReadSettings {
  const { flags = {}, environment } = request
  const file = textOf(flags.config) ?? (environment[fileVariable] || undefined)
  const problems: string[] = []
  const inFile = guarded(problems, () => (file === undefined ? {} : readFile(file))) ?? {}
  const sources: Sources = { flags, environment, file, inFile }
  const values: JsonObject = {}
  const origins: Partial<Record<SettingName, string>> = {}
  for (const name of settingNames) {
    const said = guarded(problems, () => find(name, sources))
    values[name] = said?.value ?? settingOf(name).default
    origins[name] = said?.origin ?? 'default'
  }
  if (values.upstream === undefined && problems.length === 0) {
    problems.push(
      `No upstream. Name it with --upstream https://…/v1, ${variableOf('upstream')} or "upstream" in a file.`,
    )
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    values: values as Values,
    origins: origins as Record<SettingName, string>,
    file,
    warnings: unknownVariables(environment),
    secrets: settingNames.flatMap(name => {
      const value = values[name]
      return value === undefined ? [] : (settingOf(name).kind.secretsIn?.(value) ?? [])
    }),
  }
}

function guarded<Result>(problems: string[], step: () => Result): Result | undefined {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}

interface Sources {
  readonly flags: Flags
  readonly environment: Environment
  readonly file: string | undefined
  readonly inFile: JsonObject
}

/** The first that says something. */
function find(name: SettingName, { flags, environment, file, inFile }: Sources): Said | undefined {
  const { kind } = settingOf(name)
  const flag = `--${flagOf(name)}`
  const given = flags[flagOf(name)]
  if (given !== undefined) {
    const origin = given === false ? `--no-${flagOf(name)}` : flag
    return resolved(kind, { value: checked(kind, fromFlag(kind, given, flag), flag), origin }, environment)
  }
  const variable = variableOf(name)
  const text = environment[variable]
  if (text !== undefined && (text !== '' || kind.fault)) {
    const value = kind.fault ? held(kind, text, variable) : checked(kind, kind.fromText(text), variable)
    return { value, origin: variable }
  }
  const value = inFile[name]
  return value === undefined ? undefined : resolved(kind, { value, origin: `${file}` }, environment)
}

function fromFlag(kind: Kind<unknown>, given: unknown, flag: string): unknown {
  if (typeof given === 'boolean') return given
  if (Array.isArray(given) && !kind.several) throw new ConfigError([`${flag} is given more than once.`])
  return kind.fromText([given].flat().join(','))
}

function checked(kind: Kind<unknown>, value: unknown, origin: string): unknown {
  const outcome = kind.schema.safeParse(value)
  if (outcome.success) return outcome.data
  throw new ConfigError([`${origin}: ${issueSentence(outcome.error.issues[0], kind)}`])
}

/** A key, or several, as they stand in a variable of their own. */
function held(kind: Kind<unknown>, text: string, variable: string): unknown {
  if (!kind.several) return faultless(kind, text, variable)
  return text.split(',').map(key => faultless(kind, key.trim(), variable))
}

/** What is named in a file or on the command line, looked up in the environment. */
function resolved(kind: Kind<unknown>, said: Said, environment: Environment): Said {
  const references = kind.fault ? [said.value].flat().map(String).filter(isReference) : []
  if (references.length === 0) return said
  const found = references.map(reference => {
    const text = environment[reference.slice('env:'.length)]
    const origin = `${said.origin} (${reference})`
    if (text === undefined) throw new ConfigError([`${origin}: the environment variable is not set.`])
    return faultless(kind, text, origin)
  })
  return {
    value: Array.isArray(said.value) ? found : found[0],
    origin: `${said.origin} (${references.join(', ')})`,
  }
}

function faultless(kind: Kind<unknown>, text: string, origin: string): string {
  const fault = kind.fault?.(text)
  if (fault !== undefined) throw new ConfigError([`${origin}: ${fault}`])
  return text
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

// Those of `responses-bridge/register`, which may run in the same environment.
const others = ['RESPONSES_BRIDGE_UPSTREAM', 'RESPONSES_BRIDGE_HOSTS', 'RESPONSES_BRIDGE_QUIET']

function unknownVariables(environment: Environment): string[] {
  const known = [...settingNames.map(variableOf), fileVariable]
  return Object.keys(environment)
    .filter(name => name.startsWith('RESPONSES_BRIDGE_') && !known.includes(name) && !others.includes(name))
    .map(name => `${name} is no setting of serve.${meant(name, known)}`)
}
