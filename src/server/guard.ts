// Who may call at all: the Host, the Origin and the key, looked at before anything else and the same on every route.
import { type DigestText, RefusedCall } from './contract.ts'
import { type HeaderFields, headerOf } from './front.ts'
import { credentialHeaders } from './headers.ts'
import type { Settings } from './settings.ts'

/** A header only for this server's key, for callers whose Authorization is meant for the upstream. */
const ownHeader = 'x-bridge-key'

export interface Admission {
  /** Whether what the caller sends as its credential is for the upstream; a key that opened this server is not. */
  readonly forwards: boolean
  /** SHA-256 of that credential. */
  readonly credential: Uint8Array | undefined
}

const anybody: Admission = { forwards: true, credential: undefined }

/** Throws `RefusedCall` for a call that may not come in. */
export function admit(headers: HeaderFields, settings: Settings): Admission | Promise<Admission> {
  checkPlace(headers, settings)
  return settings.frontKeys.length === 0 ? anybody : checkKey(headers, settings)
}

/** Host and Origin alone: what a browser that asks for leave brings. */
export function checkPlace(headers: HeaderFields, settings: Settings): void {
  checkHost(headers, settings)
  checkOrigin(headers, settings)
}

/** A web page reaches this machine by a name of its own that it lets point here. Its browser sends that name. */
function checkHost(headers: HeaderFields, { allowedHosts }: Settings): void {
  if (allowedHosts.includes('*')) return
  const host = hostName(headerOf(headers, 'host'))
  if (host !== undefined && allowedHosts.includes(host)) return
  throw hostNotAllowed()
}

export function hostNotAllowed(): RefusedCall {
  const message = 'This server does not answer to that Host. Call it by its own address, or allow the name.'
  return new RefusedCall(403, 'host_not_allowed', message)
}

/** The name without the port. Of what is no plain host, nothing. */
export function hostName(host: string | undefined): string | undefined {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host ?? '')
  return parts?.[1]?.toLowerCase()
}

function checkOrigin(headers: HeaderFields, { allowedOrigins }: Settings): void {
  const origin = headerOf(headers, 'origin')
  const site = headerOf(headers, 'sec-fetch-site')
  if (origin === undefined) {
    // Requests a page makes without an Origin: an image, a link, a script.
    if (site !== 'cross-site' && site !== 'same-site') return
  } else if (allowedOrigins.includes(origin)) return
  else if (site !== 'cross-site' && isOwn(origin, headerOf(headers, 'host'))) return
  const message = 'Web pages of other origins may not call this server. Allow the origin if yours may.'
  throw new RefusedCall(403, 'origin_not_allowed', message)
}

function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}

async function checkKey(headers: HeaderFields, { frontKeys, digest }: Settings): Promise<Admission> {
  const given = givenKey(headers)
  if (given === undefined) throw unauthorized()
  const credential = await digest(given.key)
  let known = 0
  // Every key is compared, and every byte: how long it takes tells nothing.
  for (const key of await digestsOf(frontKeys, digest)) known |= sameBytes(credential, key)
  if (known === 0) throw unauthorized()
  return { forwards: given.header === ownHeader, credential }
}

/** SHA-256 of the credential a call brings, in whatever header, or of nothing. */
export function credentialOf(
  headers: HeaderFields,
  { credential }: Admission,
  { digest }: Settings,
): Uint8Array | Promise<Uint8Array> | undefined {
  const given = credential === undefined ? givenKey(headers) : undefined
  return given === undefined ? credential : digest(given.key)
}

/** Whether it would find one. */
export function bringsCredential(headers: HeaderFields, { credential }: Admission): boolean {
  return credential !== undefined || givenKey(headers) !== undefined
}

/** The one place that reads a caller's key. Two different ones are none. */
function givenKey(headers: HeaderFields): { key: string; header: string } | undefined {
  const own = headerOf(headers, ownHeader)
  if (own !== undefined) return { key: own, header: ownHeader }
  const found: { key: string; header: string }[] = []
  for (const header of credentialHeaders) {
    const value = headerOf(headers, header)
    if (value === undefined) continue
    const key = header === 'authorization' ? /^bearer +(\S+) *$/i.exec(value)?.[1] : value
    if (key !== undefined && key !== '') found.push({ key, header })
  }
  const [first] = found
  return first !== undefined && found.every(({ key }) => key === first.key) ? first : undefined
}

const digests = new WeakMap<readonly string[], Promise<Uint8Array[]>>()

function digestsOf(keys: readonly string[], digest: DigestText): Promise<Uint8Array[]> {
  const known = digests.get(keys) ?? Promise.all(keys.map(key => digest(key)))
  digests.set(keys, known)
  return known
}

/** 1 where they are the same, 0 where not, in the same time either way. */
function sameBytes(one: Uint8Array, other: Uint8Array): number {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index++) difference |= (one[index] ?? 0) ^ (other[index] ?? 0)
  return difference === 0 ? 1 : 0
}

function unauthorized(): RefusedCall {
  const message = 'This server wants one of its own keys, as Authorization: Bearer <key>.'
  return new RefusedCall(401, 'invalid_api_key', message, { headers: { 'www-authenticate': 'Bearer' } })
}
