// What the conversion of a request would lose, as far as the source tells: the runtime converter itself is asked.
import { parameters } from '../../../src/atlas/parameters.ts'
import { InvalidInputError } from '../../../src/errors.ts'
import { type ChatRequest, type Loss, toResponsesRequest } from '../../../src/index.ts'
import { isShape, type Shape, unknownValue } from './value.ts'

export interface RequestLoss {
  /** The pointer, with the names the caller wrote. */
  readonly path: string
  readonly message: string
}

/** What stands for an unknown value while the converter looks at what is around it; a role has to be one. */
const placeholder = 'unknown'
const placeholderFor = (at: string): string => (/^\/messages\/\d+\/role$/.test(at) ? 'user' : placeholder)

/** A plain value for the converter, and the pointers of the placeholders in it. */
function plain(value: unknown, at: string, placeholders: Set<string>): unknown {
  if (value === unknownValue) {
    placeholders.add(at)
    return placeholderFor(at)
  }
  if (Array.isArray(value)) return value.map((element, index) => plain(element, `${at}/${index}`, placeholders))
  if (!isShape(value)) return value
  const object: Record<string, unknown> = {}
  for (const [key, member] of value.known) object[key] = plain(member, `${at}/${key}`, placeholders)
  return object
}

type Companions = Readonly<Record<string, unknown>>

/** What is known in plain values, and the model: some parameters mean something only next to another one. */
function companionsOf({ known }: Shape): Companions {
  const plainTypes = new Set(['number', 'boolean'])
  const isPlain = ([key, value]: [string, unknown]) =>
    plainTypes.has(typeof value) || (key === 'model' && typeof value === 'string')
  return Object.fromEntries([...known].filter(isPlain))
}

/**
 * The losses of a request of which only some is known. A parameter that has no counterpart is a loss whatever its value
 * turns out to be; of any other unknown value nothing is said.
 */
export function lossesOf(shape: Shape, emulates: readonly string[] = []): RequestLoss[] {
  const losses: RequestLoss[] = bothLimits(shape)
  const beside = companionsOf(shape)
  for (const [key, value] of shape.known) {
    if (value === undefined) continue
    const row = Object.hasOwn(parameters.table.chat, key) ? parameters.table.chat[key] : undefined
    if (value === unknownValue) {
      if (row?.kind === 'lost') losses.push({ path: `/${key}`, message: row.why })
      else if (row === undefined) losses.push({ path: `/${key}`, message: 'Neither API documents this key.' })
      continue
    }
    if (Array.isArray(value)) losses.push(...lossesOfElements(key, value, beside, emulates))
    else losses.push(...lossesOfField(key, value, `/${key}`, beside, emulates))
  }
  return losses
}

/** What is said of a call that moves although a parameter of it gets lost. */
export const acceptedNote = (name: string, message: string): string => `${name} was accepted as a loss. ${message}`

/** The first loss that nobody accepted, and a note for each that somebody did. */
export function judgedLosses(
  shape: Shape,
  emulates: readonly string[],
  accepted: ReadonlySet<string>,
): { readonly loss: RequestLoss | undefined; readonly notes: readonly string[] } {
  const losses = lossesOf(shape, emulates).map(loss => ({ loss, name: loss.path.split('/')[1] ?? '' }))
  return {
    loss: losses.find(({ name }) => !accepted.has(name))?.loss,
    notes: losses.flatMap(({ name, loss }) => (accepted.has(name) ? [acceptedNote(name, loss.message)] : [])),
  }
}

/** Two limits of which one is not known: if they differ, one of them is lost. */
function bothLimits({ known, apart = [] }: Shape): RequestLoss[] {
  const names = ['max_tokens', 'max_completion_tokens'] as const
  if (!names.every(name => known.has(name)) || !names.some(name => known.get(name) === unknownValue)) return []
  if (names.some(name => known.get(name) === undefined || known.get(name) === null)) return []
  const [one, other] = names
  const isApart = apart.some(([a, b]) => (a.has(one) && b.has(other)) || (a.has(other) && b.has(one)))
  return isApart
    ? []
    : [{ path: '/max_tokens', message: 'Responses has one limit; beside the newer one this is lost.' }]
}

/** Element by element, so that one that is not known hides nothing of the others. */
function lossesOfElements(
  key: string,
  elements: readonly unknown[],
  beside: Companions,
  emulates: readonly string[],
): RequestLoss[] {
  if (parameters.table.chat[key]?.kind === 'lost') return lossesOfField(key, elements, `/${key}`, beside, emulates)
  return elements.flatMap((element, index) =>
    element === unknownValue
      ? []
      : lossesOfField(key, [element], `/${key}/0`, beside, emulates).map(loss => ({
          ...loss,
          path: loss.path.replace(/^(\/\w+)\/0/, `$1/${index}`),
        })),
  )
}

function lossesOfField(
  key: string,
  value: unknown,
  at: string,
  beside: Companions,
  emulates: readonly string[],
): RequestLoss[] {
  const placeholders = new Set<string>()
  const request = { model: 'm', ...beside, messages: [], [key]: plain(value, at.split('/0')[0] ?? at, placeholders) }
  const losses: Loss[] = []
  try {
    toResponsesRequest(request as ChatRequest, { onLoss: loss => losses.push(loss), emulates })
  } catch (error) {
    // A placeholder where only certain values may stand: nothing is known about this one.
    if (error instanceof InvalidInputError) return []
    throw error
  }
  return losses
    .filter(({ path }) => path === `/${key}` || path.startsWith(`/${key}/`))
    .filter(({ path, effect, code }) => effect !== 'emulated' && !(placeholders.has(path) && code === 'unknown-value'))
    .map(({ path, message }) => ({ path, message }))
}
