// One call as one line for a person at a terminal.
import type picocolors from 'picocolors'
import type { ServedCall } from '../contract.ts'

type Paint = ReturnType<typeof picocolors.createColors>

const shownLosses = 4

/** `200  chat to responses  gpt-5 → qwen3  1.24 s, first byte 0.31 s  12 + 34 tokens  dropped /seed` */
export function callLine(call: ServedCall, paint: Paint): string {
  const { route, method } = call
  const parts = [
    status(call, paint),
    route === 'other' ? `${method} passed through` : call.direction,
    models(call, paint),
    outcome(call, paint),
    paint.dim(times(call)),
    tokens(call),
    call.retries > 0 ? paint.yellow(plural(call.retries, 'retry', 'retries')) : undefined,
    losses(call, paint),
  ]
  return parts.filter(part => part !== undefined && part !== '').join('  ')
}

function models({ model, mappedModel }: ServedCall, paint: Paint): string | undefined {
  if (mappedModel === undefined) return model && paint.bold(model)
  return `${paint.bold(model ?? '?')} ${paint.dim('→')} ${paint.bold(mappedModel)}`
}

function status({ status, outcome }: ServedCall, paint: Paint): string {
  const text = status === undefined ? '---' : String(status)
  if (outcome === 'answered') return paint.green(text)
  return status !== undefined && status >= 400 && status < 500 ? paint.yellow(text) : paint.red(text)
}

/** Only where the status does not say it. */
function outcome({ outcome, errorCode, stream }: ServedCall, paint: Paint): string | undefined {
  const words = [stream ? 'stream' : '', outcome === 'answered' ? '' : paint.red(outcome), errorCode ?? '']
  return words.filter(Boolean).join(' ')
}

function times({ duration, firstByte, stream }: ServedCall): string {
  return stream && firstByte !== undefined
    ? `${seconds(duration)}, first byte ${seconds(firstByte)}`
    : seconds(duration)
}

const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`

function tokens({ tokens }: ServedCall): string | undefined {
  return tokens && `${tokens.input} + ${tokens.output} tokens`
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Without the upstream's notes on its own work, which come with every answer; the record for machines counts them. */
function losses({ lossList, losses: { bookkeeping: _, ...losses } }: ServedCall, paint: Paint): string | undefined {
  const count = Object.values(losses).reduce((sum, each) => sum + each, 0)
  if (count === 0) return undefined
  const listed = lossList.filter(({ code }) => code !== 'bookkeeping')
  const shown = listed.slice(0, shownLosses).map(({ effect, path }) => `${effect} ${path}`)
  const more = count - shown.length
  return paint.yellow([...shown, ...(more > 0 ? [`and ${plural(more, 'loss', 'losses')} more`] : [])].join(', '))
}
