// The Response a caller gets: a body of ours under the upstream's status and headers.
import type { ApiErrorObject } from '../index.ts'
import { headersFor } from './body.ts'

export const jsonType = 'application/json'
export const eventStreamType = 'text/event-stream; charset=utf-8'

export function response(upstream: Response, status: number, contentType: string, body: BodyInit): Response {
  const statusText = status === upstream.status && isStatusText(upstream.statusText) ? upstream.statusText : ''
  return new Response(body, { status, statusText, headers: headersFor(upstream.headers, contentType) })
}

/** What may be said again: fetch reads UTF-8 in a status line and refuses to write it. */
function isStatusText(text: string): boolean {
  return /^[\t -~\u0080-\u00ff]*$/.test(text)
}

export function errorText(error: ApiErrorObject): string {
  return JSON.stringify({ error })
}
