// The settings in force as what `createServer` takes.
import { modelAliases } from '../aliases.ts'
import type { ServerSettings } from '../contract.ts'
import type { Values } from './settings.ts'

export function serverSettings(values: Values): ServerSettings {
  const { upstream = '', upstreamApi, upstreamKey, frontKeys, allowedHosts, allowedOrigins, forwardedHeaders } = values
  const { strict, storeUpstream, carryReasoning, doneMarker, dialect, instructions, reasoning } = values
  const { retries, retryDelay, connectTimeout, headersTimeout, idleTimeout, keepAlive, bodyLimit, depthLimit } = values
  return {
    upstream,
    upstreamApi,
    upstreamKey,
    frontKeys: frontKeys.length > 0 ? frontKeys : undefined,
    allowedHosts: allowedHosts.length > 0 ? allowedHosts : undefined,
    allowedOrigins,
    forwardedHeaders,
    strict,
    storeUpstream,
    carryReasoning,
    doneMarker,
    dialect,
    instructions,
    reasoning,
    retry: retries > 0 && { attempts: retries + 1, maxDelay: retryDelay },
    timeouts: { connect: connectTimeout, headers: headersTimeout, idle: idleTimeout },
    keepAlive,
    limits: { bytes: bodyLimit, depth: depthLimit },
    aliases: Object.keys(values.aliases).length > 0 ? modelAliases(values.aliases) : undefined,
  }
}
