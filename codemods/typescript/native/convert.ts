// One member of a request, converted by the runtime itself.
import type { Expression } from 'ts-morph'
import type { Loss } from '../../../src/atlas/loss.ts'
import { toResponsesRequest } from '../../../src/convert/request.ts'
import { InvalidInputError } from '../../../src/errors.ts'
import type { ChatRequest } from '../../../src/schema/index.ts'
import { LeftAlone } from './draft.ts'
import { type HoleShape, isRecord, Sketch, sameValue } from './sketch.ts'

/** Parameters of a chat request whose values are plain and known. */
export type Companions = Readonly<Record<string, unknown>>

interface Outcome {
  /** The members of the Responses request it becomes. */
  readonly after: Record<string, unknown>
  readonly losses: readonly Loss[]
}

export interface Converted extends Outcome {
  readonly sketch: Sketch
  readonly before: unknown
}

const nextShape: Record<HoleShape, HoleShape | undefined> = { string: 'number', number: 'object', object: undefined }

/**
 * What a request of this one member becomes; without the members that an empty request has, too. The companions are
 * what stands beside it: some parameters mean something only next to another one.
 */
export function convertMember(name: string, expression: Expression, companions: Companions = {}): Converted {
  const shapes = new Map<Expression, HoleShape>()
  for (;;) {
    const sketch = new Sketch(shapes)
    const before = sketch.of(expression, name)
    try {
      return { sketch, before, ...convertAmong(name, before, companions) }
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      const hole = holeAt({ [name]: before }, error.path, sketch)
      const shape = hole && nextShape[shapes.get(hole) ?? 'string']
      if (hole === undefined || shape === undefined) throw new LeftAlone('request-unknown', name)
      shapes.set(hole, shape)
    }
  }
}

/** What is lost alone is tried again beside its companions: what it adds there, and the losses that are its own. */
function convertAmong(name: string, value: unknown, companions: Companions): Outcome {
  const alone = convertRequest({ [name]: value })
  if (alone.losses.length === 0 || Object.keys(companions).length === 0) return alone
  const without = convertRequest(companions).after
  const { after, losses } = convertRequest({ ...companions, [name]: value })
  const added = Object.entries(after).filter(([key, each]) => !sameValue(each, without[key]))
  const own = losses.filter(({ path }) => path === `/${name}` || path.startsWith(`/${name}/`))
  return { after: Object.fromEntries(added), losses: own }
}

export function convertRequest(request: Record<string, unknown>): Outcome {
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
