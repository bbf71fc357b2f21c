// The laws and the files of the cases, over the fixtures, for any library: the sound one or one with a fault.
import type { Conversion } from '../fixtures.ts'
import { fillIn, lossLines, repeatableOptions } from '../fixtures.ts'
import { copy, type Json, same } from '../laws/json.ts'
import { judgeError, judgeRequest, judgeResult } from '../laws/judge-documents.ts'
import { judgeStream } from '../laws/judge-streams.ts'
import { openLedger } from '../laws/ledger.ts'
import type { Encoder, Options, Subject } from '../laws/subject.ts'

export interface Findings {
  /** What breaks a law, in sentences. */
  readonly laws: string[]
  /** The conversions that do not give what stands beside them. */
  readonly cases: string[]
}

const refused: { status: number; body: Json }[] = [
  {
    status: 400,
    body: { error: { message: 'No.', type: 'invalid_request_error', param: 'messages[1].content', code: null } },
  },
  {
    status: 404,
    body: { error: { message: 'No such model.', type: 'invalid_request_error', param: null, code: 'model_not_found' } },
  },
  {
    status: 429,
    body: { error: { message: 'Slow down.', type: 'requests', param: null, code: 'rate_limit_exceeded' } },
  },
]

/** `enough`: no more than the first broken law. */
export async function judge(subject: Subject, conversions: readonly Conversion[], enough: boolean): Promise<Findings> {
  const ledger = openLedger()
  const cases: string[] = []
  for (const conversion of conversions) {
    const { case: file, direction, kind, source } = conversion
    const chat = direction === 'to-responses'
    const place = {
      subject,
      ledger,
      file,
      direction: chat ? ('chat to responses' as const) : ('responses to chat' as const),
    }
    if (kind === 'request') judgeRequest(place, copy(source), false)
    else if (kind === 'response') judgeResult(place, copy(source))
    else await cut(place, copy(source))
    if (enough && ledger.violations.length > 0) break
    if (!agrees(subject, conversion)) cases.push(`${file}, ${kind} ${direction}`)
  }
  for (const direction of ['chat to responses', 'responses to chat'] as const) {
    for (const { status, body } of refused)
      judgeError({ subject, ledger, file: `error ${status}`, direction }, status, body)
  }
  return { laws: ledger.violations.map(({ law, file, sentence }) => `${law}, ${file}: ${sentence}`), cases }
}

/** A stream as it is, and cut in its middle. */
async function cut(place: Parameters<typeof judgeStream>[0], source: Json): Promise<void> {
  const parts = Array.isArray(source) ? source : []
  await judgeStream(place, parts)
  await judgeStream({ ...place, file: `${place.file}, cut` }, parts.slice(0, Math.ceil(parts.length / 2)))
}

function agrees(subject: Subject, conversion: Conversion): boolean {
  const losses: unknown[] = []
  const options: Options = { ...repeatableOptions(conversion.request), onLoss: loss => losses.push(loss) }
  try {
    const actual = copy(converted(subject, conversion, options))
    const told = lossLines(losses as Parameters<typeof lossLines>[0])
    return same(actual, fillIn(conversion.expected, actual)) && same(told, lossLines(conversion.losses))
  } catch (error) {
    // A response that failed has no completion but an error.
    const body = { error: copy(Object(error).error) }
    return subject.isApiError(error) && same(body, fillIn(conversion.expected, body))
  }
}

function converted(subject: Subject, { direction, kind, source }: Conversion, options: Options): unknown {
  const chat = direction === 'to-responses'
  if (kind === 'request')
    return chat ? subject.toResponsesRequest(source, options) : subject.toChatRequest(source, options)
  if (kind === 'response') return chat ? subject.toResponse(source, options) : subject.toChatCompletion(source, options)
  const encoder: Encoder = chat ? subject.responseEventEncoder(options) : subject.chatChunkEncoder(options)
  const out = Array.isArray(source) ? source.flatMap(part => encoder.push(part)) : []
  return [...out, ...encoder.finish(), ...(chat ? [] : ['[DONE]'])]
}
