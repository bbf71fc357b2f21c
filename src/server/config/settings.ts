// Every setting of `serve`, once: its kind, its default and what it is for. Flags, environment variables, the file, its
// JSON Schema and `--print-config` are made of this.
import { type DialectName, dialects } from '../../atlas/dialects/index.ts'
import * as kind from './kinds.ts'

interface Words {
  readonly describe: string
  /** Where the flag is not the name in kebab case. */
  readonly flag?: string
  /** Where the variable is not the name in capitals. */
  readonly variable?: string
  /** A change in the file takes effect at the next start. */
  readonly restart?: true
}

export interface Setting<Value> extends Words {
  readonly kind: kind.Kind<unknown>
  readonly default: Value
}

const setting = <Value>(of: kind.Kind<Value>, fallback: Value, words: Words): Setting<Value> => ({
  ...words,
  kind: of,
  default: fallback,
})

const optional = <Value>(of: kind.Kind<Value>, words: Words): Setting<Value | undefined> => ({
  ...words,
  kind: of,
  default: undefined,
})

export const settings = {
  upstream: optional(kind.baseUrl, {
    describe: 'The base URL of the server to call, its /v1 included',
    variable: 'UPSTREAM_URL',
  }),
  upstreamApi: setting(kind.word('auto', 'responses', 'chat', 'both'), 'auto', {
    describe: 'What the upstream speaks; auto finds out, without a billed call',
  }),
  upstreamKey: optional(kind.secret, {
    describe: "The upstream's key, instead of the callers' own",
  }),
  frontKeys: setting<string[]>(kind.secrets, [], {
    describe: 'Keys of which callers must bring one',
    flag: 'front-key',
  }),
  host: setting(kind.text, '127.0.0.1', { describe: 'The address to listen on', restart: true }),
  port: setting(kind.whole(0, 65_535), 8787, { describe: 'The port; 0 takes any that is free', restart: true }),
  allowedHosts: setting<string[]>(kind.list, [], {
    describe: "Names a Host header may have beside this machine's own; * is any",
    flag: 'allowed-host',
  }),
  allowedOrigins: setting<string[]>(kind.list, [], {
    describe: 'Web pages that may call, as https://app.example',
    flag: 'allowed-origin',
  }),
  forwardedHeaders: setting<string[]>(kind.list, [], {
    describe: 'Further headers of callers that go upstream',
    flag: 'forwarded-header',
  }),
  aliases: setting<Record<string, string>>(
    kind.aliases,
    {},
    {
      describe: 'Models by other names, with wildcards: gpt-*=qwen3',
      flag: 'alias',
    },
  ),
  strict: setting(kind.flag, false, { describe: 'Refuse requests that cannot be carried without loss' }),
  storeUpstream: setting(kind.flag, false, { describe: 'What store says upstream where the caller does not' }),
  carryReasoning: optional(kind.flag, { describe: "Carry reasoning through the callers' histories" }),
  doneMarker: setting(kind.flag, false, { describe: 'End streams of Responses callers in [DONE], too' }),
  dialect: optional(kind.word(...(Object.keys(dialects) as DialectName[])), {
    describe: 'How the chat side differs from OpenAI',
  }),
  instructions: optional(kind.word('first-system', 'never'), {
    describe: 'Whether a leading system message and instructions are the same thing',
  }),
  reasoning: optional(kind.word('content', 'summary', 'off'), {
    describe: 'Where plain reasoning text goes in a Responses item',
  }),
  retries: setting(kind.whole(0, 10), 0, { describe: 'How often a call is made again before its first byte' }),
  retryDelay: setting(kind.duration, 60_000, {
    describe: 'The longest wait between two attempts, whatever the upstream asks',
  }),
  connectTimeout: setting(kind.duration, 10_000, { describe: 'How long a connection upstream may take' }),
  headersTimeout: setting(kind.duration, 600_000, { describe: 'How long the upstream may take to begin its answer' }),
  idleTimeout: setting(kind.duration, 300_000, { describe: 'How long the upstream may pause within its answer' }),
  keepAlive: setting(kind.duration, 15_000, {
    describe: 'How long a stream is silent before it gets a comment; 0: never',
  }),
  bodyLimit: setting(kind.size, 32 * 2 ** 20, { describe: 'The longest request body, unpacked' }),
  depthLimit: setting(kind.whole(1, 512), 512, { describe: 'How deep the JSON of a request may nest' }),
  shutdownTimeout: setting(kind.duration, 30_000, { describe: 'How long open streams may take to finish at the end' }),
  storeAddress: optional(kind.store, {
    describe:
      'Where responses are kept: memory, file:<path>, redis://…, postgres://… or none. Default: a file of yours',
    flag: 'store',
    variable: 'STORE',
    restart: true,
  }),
  storeTtlDays: setting(kind.whole(1, 36_500), 30, {
    describe: 'Days after which what is kept is forgotten',
    flag: 'store-ttl',
    variable: 'STORE_TTL',
    restart: true,
  }),
  storeKeep: optional(kind.whole(1, 2 ** 31), {
    describe: 'How many conversations and responses are kept at most',
    restart: true,
  }),
  storeSecret: optional(kind.secret, {
    describe: 'The key with which what is kept is encrypted',
    flag: 'store-key',
    variable: 'STORE_KEY',
    restart: true,
  }),
  metrics: setting(kind.flag, true, { describe: 'Answer /metrics, for Prometheus', restart: true }),
  tracing: setting(kind.flag, true, {
    describe: 'Write OpenTelemetry spans where an SDK is registered',
    restart: true,
  }),
  logFormat: setting(kind.word('auto', 'line', 'json'), 'auto', {
    describe: 'A line a call for people, or JSON; auto: by whether stderr is a terminal',
    restart: true,
  }),
  logLevel: setting(kind.word('debug', 'info', 'warn', 'error', 'silent'), 'info', {
    describe: 'info: every call; warn: those that did not go well',
    restart: true,
  }),
} as const satisfies Record<string, Setting<unknown>>

export type SettingName = keyof typeof settings

export type Values = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends Setting<infer Value> ? Value : never
}

export const settingNames = Object.keys(settings) as SettingName[]

/** A row without the type of its value, for what treats all alike. */
export const settingOf = (name: SettingName): Setting<unknown> => settings[name]

export const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

export const flagOf = (name: SettingName): string => settingOf(name).flag ?? kebab(name)

const prefix = 'RESPONSES_BRIDGE_'

export const variableOf = (name: SettingName): string =>
  prefix + (settingOf(name).variable ?? kebab(name).toUpperCase().replaceAll('-', '_'))
