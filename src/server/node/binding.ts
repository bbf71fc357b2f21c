// Where the server listens: what is only this machine, and what a Host header may then say.
import { hostname, networkInterfaces } from 'node:os'
import { loopbackNames } from '../settings.ts'

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::', '0'])

/** A key of the server's own that anybody who reaches this address could spend. */
export function givesItsKeyAway(host: string, upstreamKey: string | undefined, frontKeys: readonly string[]): boolean {
  return !isLoopback(host) && upstreamKey !== undefined && frontKeys.length === 0
}

const inUrl = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** The names by which this machine can be called at that address, and those the settings add. */
export function namesOf(host: string, allowed: readonly string[]): string[] {
  const own = everywhere.has(host)
    ? [hostname(), ...Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({ address }) => address))]
    : [host]
  return [...new Set([...loopbackNames, ...own.map(inUrl), ...allowed])]
}
