// The caller's answer as a Response, made of what the upstream said.

import { askUpstream } from './ask.ts'
import { branchElements } from './elements.ts'
import type { Exchange } from './exchange.ts'
import type { Reading } from './reading.ts'
import { eventStreamType, jsonType, response } from './response.ts'
import type { Sending } from './send.ts'
import { answerStream } from './stream.ts'

export { errorText } from './response.ts'

export async function answer(
  url: string,
  init: RequestInit,
  sending: Sending<Response>,
  exchange: Exchange,
): Promise<Response> {
  const reading = await askUpstream(url, init, sending, exchange)
  const { call } = exchange
  if (reading.kind === 'stream') {
    call.log?.answered(reading.upstream.status, reading.upstream.headers)
    const stream = answerStream(branchElements(reading.branch, call), exchange.direction.writer())
    return response(reading.upstream, reading.upstream.status, eventStreamType, stream)
  }
  const answered = wholeResponse(reading)
  call.log?.answered(answered.status, answered.headers)
  call.log?.firstByte()
  call.end(reading.kind === 'error' ? 'failed' : 'answered')
  return answered
}

function wholeResponse(reading: Exclude<Reading<Response>, { kind: 'stream' }>): Response {
  const { upstream } = reading
  if (reading.kind === 'untouched') return upstream
  const status = reading.kind === 'error' ? reading.status : upstream.status
  return response(upstream, status, jsonType, JSON.stringify(reading.body))
}
