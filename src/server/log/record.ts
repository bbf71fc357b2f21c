// One call as one record for machines. Every field that is ever written is named here: whatever else an object came to
// hold, a header or a key, is not. Written at once, it costs a third of what a logger takes that looks at field by field.
import type { ServedCall } from '../contract.ts'

export const message = 'call'

/** `level`: as pino counts them. */
export function recordOf(call: ServedCall, level: number, time: number): string {
  const fields: { readonly [Name in keyof Required<ServedCall>]: ServedCall[Name] } = {
    id: call.id,
    method: call.method,
    route: call.route,
    direction: call.direction,
    outcome: call.outcome,
    status: call.status,
    errorCode: call.errorCode,
    model: short(call.model),
    mappedModel: short(call.mappedModel),
    stream: call.stream,
    choices: call.choices,
    retries: call.retries,
    duration: call.duration,
    firstByte: call.firstByte,
    tokens: call.tokens,
    losses: call.losses,
    lossList: call.lossList,
    requestId: call.requestId,
  }
  return `{"level":${level},"time":${time},${JSON.stringify(fields).slice(1, -1)},"msg":"${message}"}\n`
}

const longestName = 100

/** A model is whatever the caller says it is. */
function short(name: string | undefined): string | undefined {
  return name !== undefined && name.length > longestName ? `${name.slice(0, longestName)}…` : name
}
