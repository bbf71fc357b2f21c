// One member of a request, converted by the runtime itself.
import type { Expression } from 'ts-morph'
import type { Loss } from '../../../src/atlas/loss.ts'
import { toResponsesRequest } from '../../../src/convert/request.ts'
import { InvalidInputError } from '../../../src/errors.ts'
import type { ChatRequest } from '../../../src/schema/index.ts'
import { LeftAlone } from './draft.ts'
import { type HoleShape, isRecord, Sketch } from './sketch.ts'

export interface Converted {
  readonly sketch: Sketch
  readonly before: unknown
  /** The members of the Responses request it becomes. */
  readonly after: Record<string, unknown>
  readonly losses: readonly Loss[]
}

const nextShape: Record<HoleShape, HoleShape | undefined> = { string: 'number', number: 'object', object: undefined }

/** What a request of this one member becomes; without the members that an empty request has, too. */
export function convertMember(name: string, expression: Expression): Converted {
  const shapes = new Map<Expression, HoleShape>()
  for (;;) {
    const sketch = new Sketch(shapes)
    const before = sketch.of(expression, name)
    try {
      return { sketch, before, ...convertRequest({ [name]: before }) }
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const hole = holeAt({ [name]: before }, error.path, sketch)
      const shape = hole && nextShape[shapes.get(hole) ?? 'string']
      if (hole === undefined || shape === undefined) throw new LeftAlone('request-unknown', name)
      shapes.set(hole, shape)
    }
  }
}

export function convertRequest(request: Record<string, unknown>) {
  const losses: Loss[] = []
  const chat: Record<string, unknown> = { messages: [], ...request }
  const whole = toResponsesRequest(chat as ChatRequest, {
    onLoss: loss => losses.push(loss),
    instructions: 'never',
  })
  const after: Record<string, unknown> = { ...whole }
  if (request.messages === undefined) delete after.input
  if (request.store === undefined) delete after.store
  return { after, losses }
}

/** The expression that stands where the converter found the wrong type. */
function holeAt(root: unknown, pointer: string, sketch: Sketch): Expression | undefined {
  let value = root
  for (const step of pointer.split('/').slice(1)) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isRecord(value)) value = value[step.replaceAll('~1', '/').replaceAll('~0', '~')]
    else return undefined
  }
  const origin = sketch.origins.get(value)
  return origin && (typeof value !== 'object' || isMarked(value)) ? origin : undefined
}

const isMarked = (value: unknown) => isRecord(value) && Object.keys(value).some(key => key.startsWith('\u0000'))
