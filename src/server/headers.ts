// Which headers cross the server, by allow-list: whatever is not named here stays on its own side.

import type { AnswerHeaders } from '../shim/source.ts'
import { secretsOf } from './answers.ts'
import { type HeaderFields, headerOf } from './front.ts'
import { withoutSecrets } from './scrub.ts'
import type { Settings } from './settings.ts'

const upward: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'idempotency-key',
  'openai-beta',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-client-request-id',
])

/** Whose account a call is on. They belong to the key: with another key they would name a stranger's. */
const accounts = ['openai-organization', 'openai-project']

/** Every header a client may put its key into. */
export const credentialHeaders = ['authorization', 'api-key', 'x-api-key'] as const

const downward: ReadonlySet<string> = new Set([
  'apim-request-id',
  'content-disposition',
  'content-language',
  'deprecation',
  'openai-model',
  'openai-processing-ms',
  'openai-version',
  'request-id',
  'retry-after',
  'retry-after-ms',
  'sunset',
  'x-request-id',
  'x-should-retry',
])

/** What goes upstream with the caller's own credential, and not with another. */
const personal = [...credentialHeaders, ...accounts]

const isUpward = (name: string, settings: Settings) =>
  upward.has(name) || name.startsWith('x-stainless-') || settings.forwardedHeaders.has(name)

/** The caller's headers as they go upstream: with its own credential or with the server's, never with both. */
export function upstreamHeaders(
  headers: HeaderFields,
  settings: Settings,
  forwardsCredential: boolean,
): Record<string, string> {
  const { upstreamKey } = settings
  const named = connectionNamed(headers)
  const sent: Record<string, string> = {}
  for (const name in headers) {
    if (!isUpward(name, settings) || named.has(name)) continue
    const value = headerOf(headers, name)
    if (value !== undefined) sent[name] = value
  }
  if (upstreamKey !== undefined) sent.authorization = `Bearer ${upstreamKey}`
  if (upstreamKey !== undefined || !forwardsCredential) return sent
  for (const name of personal) {
    const value = headerOf(headers, name)
    if (value !== undefined) sent[name] = value
  }
  return sent
}

const nothing: ReadonlySet<string> = new Set()

/** What `Connection` names is meant for this hop only (RFC 9110 §7.6.1). */
function connectionNamed(headers: HeaderFields): ReadonlySet<string> {
  const value = headerOf(headers, 'connection')
  // What almost every call says.
  if (value === undefined || value === 'keep-alive' || value === 'close') return nothing
  return new Set(value.split(',').map(name => name.trim().toLowerCase()))
}

/** The upstream's headers as they go to the caller. */
export function callerHeaders(headers: AnswerHeaders, settings: Settings): Record<string, string> {
  const secrets = secretsOf(settings)
  const given: Record<string, string> = {}
  headers.forEach((value, name) => {
    if (downward.has(name) || name.startsWith('x-ratelimit-')) given[name] = withoutSecrets(value, secrets)
    else if (settings.upstreamKey === undefined && accounts.includes(name)) given[name] = value
  })
  return given
}
