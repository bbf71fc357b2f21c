// responses-bridge/register: `node --import responses-bridge/register legacy.js` runs an unmodified program against an
// upstream that speaks the other API. It replaces the global fetch, http.request, https.request and undici's dispatcher.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { carrier } from './register/carrier.ts'
import { carriedRequest } from './register/http-client.ts'
import { patches } from './register/patch.ts'
import { settingsFrom } from './register/settings.ts'
import { carriedDispatcher, dispatcherKey } from './register/undici-dispatcher.ts'

const calls = carrier(settingsFrom(process.env))
const replaced = patches()

const originalFetch = globalThis.fetch
const carriedFetch = calls.over(originalFetch)
replaced.replace(globalThis, 'fetch', function fetch(...args: Parameters<typeof originalFetch>) {
  const [input, init] = args
  const request = typeof input === 'object' && 'url' in input ? input : undefined
  const url = request?.url ?? String(input)
  return (calls.carries(init?.method ?? request?.method ?? 'GET', url) ? carriedFetch : originalFetch)(...args)
})

const originals = { http: http.request, https: https.request }
replaced.replace(http, 'request', carriedRequest('http:', originals, calls))
replaced.replace(https, 'request', carriedRequest('https:', originals, calls))

// Node puts its dispatcher there when a part of fetch is used for the first time.
void new Headers()
const dispatcher: unknown = Reflect.get(globalThis, dispatcherKey)
if (typeof dispatcher === 'object' && dispatcher !== null) {
  replaced.replace(globalThis, dispatcherKey, carriedDispatcher(dispatcher, calls.over(originalFetch), calls))
}

// For programs that import { request } from 'node:http'.
syncBuiltinESMExports()

/** Puts everything back as it was before this module was loaded. */
export function restore(): void {
  replaced.restore()
  syncBuiltinESMExports()
}
