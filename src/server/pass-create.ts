// A create call of the API the upstream speaks itself: nothing is converted, everything else is as for the other one.
import { extended } from '../atlas/extended.ts'
import { isObject, type JsonObject } from '../atlas/read.ts'
import { directions } from '../shim/directions.ts'
import { sendUpstream } from '../shim/send.ts'
import { type ByteSource, byteSource, readText, type UpstreamAnswer } from '../shim/source.ts'
import { isTimeout, limited } from '../shim/timeout.ts'
import { sseDecoder } from '../wire/sse.ts'
import { redirected, scrubbedBody, secretsOf, streamHeaders } from './answers.ts'
import type { Calling } from './calling.ts'
import type { UpstreamApi } from './contract.ts'
import type { Outgoing } from './front.ts'
import { callerHeaders } from './headers.ts'
import { bytePieces, type Watch } from './pieces.ts'
import { createRoutes } from './routes.ts'
import { bytesWithoutSecrets } from './scrub.ts'

export async function passCreate(
  calling: Calling,
  api: UpstreamApi,
  request: JsonObject,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Outgoing> {
  const { incoming, served, settings, upstream } = calling
  served.carried(`${api} as it is`)
  // What goes on is what has been looked at, not the bytes it was read from.
  const init = { method: 'POST', headers, body: JSON.stringify(request), signal }
  const url = upstream.url(createRoutes[api], incoming.query)
  const answer = await sendUpstream(url, init, upstream.sending, signal, served.call)
  const body = limited(byteSource(answer.body), upstream.idle, settings.clock)
  const isRedirect = answer.status >= 300 && answer.status < 400
  served.call.log?.answered(isRedirect ? 502 : answer.status, answer.headers)
  if (isRedirect) {
    void body.cancel().catch(() => {})
    throw redirected()
  }
  const type = answer.headers.get('content-type') ?? 'application/json'
  const isStream = answer.ok && /^text\/event-stream\b/i.test(type)
  return isStream ? streamed(calling, api, answer, body) : whole(calling, api, answer, body, type)
}

function streamed({ served, settings }: Calling, api: UpstreamApi, answer: UpstreamAnswer, body: ByteSource): Outgoing {
  const secrets = secretsOf(settings)
  const pieces = bytePieces(
    body,
    served.call,
    usageWatch(api, secrets, usage => served.call.log?.usage(0, usage)),
  )
  return {
    status: answer.status,
    headers: extended(callerHeaders(answer.headers, settings), streamHeaders),
    body: pieces,
  }
}

async function whole(
  { served, settings }: Calling,
  api: UpstreamApi,
  answer: UpstreamAnswer,
  source: ByteSource,
  type: string,
): Promise<Outgoing> {
  const text = await readText(source)
  const body = parsedOr(text)
  served.call.log?.firstByte()
  const headers = extended(callerHeaders(answer.headers, settings), { 'content-type': type })
  if (!answer.ok) {
    served.errorIn(isObject(body) && isObject(body.error) ? body.error.code : undefined)
    served.call.end('failed')
    return { status: answer.status, headers, body: scrubbedBody(text, settings) }
  }
  if (isObject(body)) for (const element of directions[api].elementsOf(body)) noteUsage(element)
  served.call.end('answered')
  return { status: answer.status, headers, body: text }

  function noteUsage(element: unknown): void {
    const usage = directions[api].usageIn(element)
    if (usage !== undefined) served.call.log?.usage(0, usage)
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads along for the usage, which is all the log wants to know, hides the server's keys, which an error among the events
 * may repeat, and ends a broken stream with the API's own error.
 */
function usageWatch(api: UpstreamApi, secrets: readonly string[], note: (usage: unknown) => void): Watch {
  const decoder = sseDecoder()
  const direction = directions[api]
  let reads = true
  const follow = (bytes: Uint8Array) => {
    try {
      for (const { event, data } of decoder.push(bytes)) {
        if (!data.includes('"usage":')) continue
        const usage = direction.usageIn(direction.element({ ...(event && { event }), data }, parsedOr(data)))
        if (usage !== undefined) note(usage)
      }
    } catch {
      // An event too long to read along is still the caller's.
      reads = false
    }
  }
  return {
    see(bytes) {
      if (reads) follow(bytes)
      return bytesWithoutSecrets(bytes, secrets)
    },
    broken(error, betweenLines) {
      if (!betweenLines) return undefined
      const message = isTimeout(error) ? error.message : 'The upstream broke off in the middle of its answer.'
      const code = isTimeout(error) ? 'upstream_timeout' : 'upstream_error'
      if (api === 'chat') {
        return `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code } })}\n\n`
      }
      return `event: error\ndata: ${JSON.stringify({ type: 'error', code, message, param: null })}\n\n`
    },
  }
}
