// What `serve` says when it starts: what it serves, a line to try, and a block for Codex.
import type { ReadSettings } from '../../server/config.ts'

type Values = ReadSettings['values']

const speaks: Readonly<Record<Values['upstreamApi'], string>> = {
  auto: 'an upstream that is asked which of them it speaks',
  responses: 'an upstream that speaks Responses',
  chat: 'an upstream that speaks Chat Completions',
  both: 'an upstream that speaks both',
}

export interface Greeting {
  /** What is served, in sentences. */
  readonly about: readonly string[]
  /** What a person can copy. */
  readonly tries: readonly string[]
}

/** `store`: what it is called, if anything is kept. `model`: the upstream's, where it has only one. */
export function greeting(url: string, values: Values, store: string | undefined, model = 'MODEL'): Greeting {
  return {
    about: [
      `Serving ${url}/v1/chat/completions and ${url}/v1/responses`,
      `in front of ${values.upstream}, ${speaks[values.upstreamApi]}. ${keys(values)} Ctrl-C ends it.`,
      kept(values, store),
    ],
    tries: [
      'Try:',
      ...curlLines(url, values, model).map(line => `  ${line}`),
      '',
      'Codex, in ~/.codex/config.toml:',
      ...codexLines(url, values, model).map(line => `  ${line}`),
      '',
    ],
  }
}

function kept({ storeTtlDays }: Values, store: string | undefined): string {
  if (store === undefined) return 'Nothing is kept between calls.'
  const where = `What the upstream does not keep is kept ${storeTtlDays} days in ${store}`
  return `${where}, for callers with a key and unless they say \`store: false\`; --store none keeps nothing.`
}

function keys({ upstreamKey, frontKeys }: Values): string {
  const front = frontKeys.length > 0 ? 'Callers need a front key;' : 'Callers need no key of this server;'
  const up =
    upstreamKey === undefined ? 'their own credential goes upstream.' : 'the upstream gets the key of this server.'
  return `${front} ${up}`
}

/** The variable a caller's key would stand in; undefined where none is needed. */
function keyVariable({ upstreamKey, frontKeys }: Values): string | undefined {
  if (frontKeys.length > 0) return 'BRIDGE_KEY'
  return upstreamKey === undefined ? 'OPENAI_API_KEY' : undefined
}

/** A call that is converted; where nobody has said which is, one of each. */
function curlLines(url: string, values: Values, model: string): string[] {
  const variable = keyVariable(values)
  const key = variable === undefined ? '' : ` -H "authorization: Bearer $${variable}"`
  const chat = ['chat/completions', { model, messages: [{ role: 'user', content: 'Hello' }] }] as const
  const responses = ['responses', { model, input: 'Hello' }] as const
  const calls = { chat: [responses], responses: [chat], auto: [chat, responses], both: [chat, responses] }
  return calls[values.upstreamApi].map(
    ([path, body]) => `curl ${url}/v1/${path} -H 'content-type: application/json'${key} -d '${JSON.stringify(body)}'`,
  )
}

function codexLines(url: string, values: Values, model: string): string[] {
  const variable = keyVariable(values)
  return [
    `model = "${model}"`,
    'model_provider = "bridge"',
    '[model_providers.bridge]',
    'name = "bridge"',
    `base_url = "${url}/v1"`,
    ...(variable === undefined ? [] : [`env_key = "${variable}"`]),
    'wire_api = "responses"',
    'supports_websockets = false',
  ]
}
