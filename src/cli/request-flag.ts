// `--request`: the request a result or a stream answers.
import { type Api, apiNames, type Document, describeDocument, detectDocument } from './document.ts'
import { passDoor } from './door.ts'
import { CommandFailure } from './failure.ts'
import { readInput } from './input.ts'

export const requestFlag = {
  type: 'string',
  requiresArg: true,
  describe: 'For a result or stream: the file with the request it answers, in the API converted to',
} as const

/** The original body is handed on, whatever the door thinks of its keys. */
export function readRequest(file: string | undefined, to: Api, document: Document): object | undefined {
  if (file === undefined) return undefined
  if (document.kind !== 'result' && document.kind !== 'stream') {
    throw new CommandFailure(`--request goes with a result or a stream; this is ${describeDocument(document)}.`)
  }
  const input = readInput(file)
  const request = detectDocument(input)
  if (request.kind !== 'request' || request.api !== to) {
    throw new CommandFailure(
      `--request must be a ${apiNames[to]} request, since that is what the result is to answer; ` +
        `${file} is ${describeDocument(request)}.`,
    )
  }
  passDoor(request, input.name)
  return request.body
}
