// Where a URL or a name leads by itself: by its host, or by the vendor it names.
import type { Node } from 'ts-morph'
import { suggestedFor } from '../workspace.ts'
import type { Provider } from './origin.ts'
import { hostOf, isOpenAIHost, namesOpenAI, namesVendor } from './vendors.ts'

export interface Destination {
  readonly provider: Provider
  readonly detail: string | undefined
}

export const own: Destination = { provider: 'openai', detail: undefined }

/** Of nothing: what the SDK takes for OpenAI's own, and what no URL begins with. */
export const byDefault: Destination = { provider: 'openai', detail: undefined }

/** Whatever the names around it say. */
export const perhapsLocal: Destination = { provider: 'unknown', detail: 'a local address' }

export function ofText(text: string): Destination {
  if (text === '') return byDefault
  const host = hostOf(text) ?? (isOpenAIHost(text) ? text : undefined)
  if (host === undefined)
    return namesVendor(text) ? { provider: 'other', detail: 'baseURL' } : { provider: 'unknown', detail: 'baseURL' }
  return isOpenAIHost(host) ? own : { provider: 'other', detail: host }
}

/** A name tells the vendor where the value is only there when the program runs. */
export function ofName(name: string): Destination {
  if (namesVendor(name)) return { provider: 'other', detail: name }
  return namesOpenAI(name) ? own : { provider: 'unknown', detail: name }
}

/** A variable of the environment: its name, and what the repository's own .env files put into it. */
export const ofVariable = (node: Node, name: string): Destination => worse(ofName(name), suggestedIn(node, name))

export const suggestedIn = (node: Node, name: string): Destination =>
  suggestedFor(node, name).map(ofText).reduce(worse, own)

const order: readonly Provider[] = ['openai', 'unknown', 'other']
export const worse = (a: Destination, b: Destination): Destination =>
  order.indexOf(b.provider) > order.indexOf(a.provider) ? b : a
