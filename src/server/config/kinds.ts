// The kinds of values settings have: what a file may say, what a flag or a variable may say, and the words for it.
import * as z from 'zod'
import { aliasFault } from '../aliases.ts'

export interface Kind<Value> {
  /** What the file may say, and what comes of it. */
  readonly schema: z.ZodType<Value>
  /** `expected …`, in a sentence. */
  readonly expected: string
  /** The text of a flag or an environment variable as the file would say it; text that is none of it stays text. */
  readonly fromText: (text: string) => unknown
  readonly boolean?: true
  readonly choices?: readonly string[]
  /** A flag may be given several times. */
  readonly several?: true
  /** A value as a person would write it. */
  shown?(value: Value): string
  /**
   * The value may stand in a variable that the file or the flag names, as `env:NAME`. This says what is wrong with what a
   * variable holds.
   */
  fault?(held: string): string | undefined
  /** What of a value is secret, and is kept out of everything that is printed. */
  secretsIn?(value: Value): readonly string[]
}

const asIs = (text: string): unknown => text
const asNumber = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text)
const asList = (text: string): unknown =>
  text
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')

export const text: Kind<string> = { schema: z.string().min(1), expected: 'a text', fromText: asIs }

export function word<const Word extends string>(...words: Word[]): Kind<Word> {
  const expected = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
  return { schema: z.enum(words), expected, fromText: asIs, choices: words }
}

const truths: Readonly<Record<string, boolean>> = { true: true, 1: true, yes: true, false: false, 0: false, no: false }

export const flag: Kind<boolean> = {
  schema: z.boolean(),
  expected: 'true or false',
  fromText: text => (Object.hasOwn(truths, text.toLowerCase()) ? truths[text.toLowerCase()] : text),
  boolean: true,
}

export function whole(least: number, most: number): Kind<number> {
  return {
    schema: z.int().min(least).max(most),
    expected: `a whole number from ${least} to ${most}`,
    fromText: asNumber,
  }
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
// Timers of JavaScript count in 31 bits; beyond, they fire at once.
const longest = 2 ** 31 - 1

function measured(units: Readonly<Record<string, number>>, most: number, expected: string): Kind<number> {
  const pattern = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s?(${Object.keys(units).join('|')})?$`)
  const amount = (said: number | string): number => {
    if (typeof said === 'number') return said
    const [, number = '', unit = ''] = pattern.exec(said) ?? []
    return Math.round(Number(number) * (units[unit] ?? 1))
  }
  const schema = z
    .union([z.int().min(0), z.string().regex(pattern)])
    .transform(amount)
    .refine(value => value <= most)
  const shown = (value: number): string => {
    const [unit, factor] = Object.entries(units).findLast(([, factor]) => value % factor === 0) ?? ['', 1]
    return value === 0 ? '0' : `${value / factor}${unit}`
  }
  return { schema, expected, fromText: asNumber, shown }
}

export const duration = measured(milliseconds, longest, 'a time such as 500, "500ms", "30s" or "5m", at most 24 days')

const bytes: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

// Bodies become strings, and strings of V8 end at 512 Mi characters.
export const size = measured(bytes, 2 ** 29 - 24, 'a size such as 1000000, "512KiB" or "32MiB", less than 512MiB')

export const list: Kind<string[]> = {
  schema: z.array(z.string().min(1)),
  expected: 'a list of texts',
  fromText: asList,
  several: true,
}

export const baseUrl: Kind<string> = {
  schema: z.string().refine(isBaseUrl),
  expected: 'a URL such as https://api.openai.com/v1, with http or https and without user name, password, ? or #',
  fromText: asIs,
}

/** Keys in it would be printed wherever the upstream is named. */
function isBaseUrl(said: string): boolean {
  if (!URL.canParse(said)) return false
  const { protocol, username, password, search, hash } = new URL(said)
  return /^https?:$/.test(protocol) && username + password + search + hash === ''
}

export const aliases: Kind<Record<string, string>> = {
  schema: z.record(z.string(), z.string()).check(context => {
    for (const [pattern, target] of Object.entries(context.value)) {
      const message = aliasFault(pattern, target)
      if (message) context.issues.push({ code: 'custom', message, input: target, path: [pattern] })
    }
  }),
  expected: 'pairs of a model and the model upstream, such as { "gpt-*": "qwen3" } in a file and gpt-*=qwen3 elsewhere',
  fromText: asPairs,
  several: true,
}

function asPairs(text: string): unknown {
  const pairs = text
    .split(',')
    .map(pair => pair.trim())
    .filter(pair => pair !== '')
  if (!pairs.every(pair => pair.includes('='))) return text
  return Object.fromEntries(pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

const named = /^env:[A-Za-z_]\w*$/

export const isReference = (said: string): boolean => named.test(said)

const noKeys = 'Keys do not stand in files or on command lines, where others read them.'

/** An empty key would let everybody in, or nobody out; one with a line break is no header. */
function keyFault(held: string): string | undefined {
  if (held === '') return 'the key is empty. Set it, or remove the setting.'
  if (/^[!-~]+$/.test(held)) return undefined
  return 'the key has a space, a line break or another sign that no header can carry.'
}

export const secret: Kind<string> = {
  schema: z.string().regex(named),
  expected: `the name of an environment variable, as "env:OPENAI_API_KEY". ${noKeys}`,
  fromText: asIs,
  fault: keyFault,
  secretsIn: key => [key],
}

export const secrets: Kind<string[]> = {
  schema: z.array(z.string().regex(named)),
  expected: `a list of names of environment variables, as ["env:BRIDGE_KEY"]. ${noKeys}`,
  fromText: asList,
  several: true,
  fault: keyFault,
  secretsIn: keys => keys,
}

const stores = 'none, memory, file:<path>, redis://… or postgres://…'

export const store: Kind<string> = {
  schema: z.string().refine(said => named.test(said) || (isStore(said) && passwordsIn(said).length === 0)),
  expected: `${stores}; with a password, the name of an environment variable, as "env:STORE"`,
  fromText: asIs,
  fault: held => (isStore(held) ? undefined : `expected ${stores}.`),
  secretsIn: passwordsIn,
}

function isStore(said: string): boolean {
  return (
    /^(?:none|memory|file:.+)$/.test(said) || (/^(?:rediss?|postgres(?:ql)?):\/\/./.test(said) && URL.canParse(said))
  )
}

/** As the address writes it, and as it is meant. */
function passwordsIn(address: string): string[] {
  if (!URL.canParse(address)) return []
  const { password, searchParams } = new URL(address)
  const found = [
    password,
    ...[...searchParams].flatMap(([name, value]) => (/pass|secret|token|key/i.test(name) ? value : [])),
  ]
  return found.filter(each => each !== '').flatMap(each => [each, decoded(each)])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
