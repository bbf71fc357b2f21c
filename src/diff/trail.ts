// Where everything in a document went when it was converted: found by looking for each value of the source in the
// result, the largest and most telling first. It is a reading aid. The facts are the two documents and the losses.
import { isContainer, tokensOf, walk } from './pointer.ts'

export type Move =
  | { readonly kind: 'same' | 'moved'; readonly from: string; readonly to: string; readonly value: unknown }
  | {
      readonly kind: 'changed'
      readonly from: string
      readonly to: string
      readonly value: unknown
      readonly now: unknown
    }
  | { readonly kind: 'gone'; readonly from: string; readonly value: unknown }
  | { readonly kind: 'new'; readonly to: string; readonly value: unknown }

interface Place {
  readonly index: number
  readonly pointer: string
  readonly parent: string
  readonly key: string
  readonly value: unknown
  readonly text: string
}

class Side {
  readonly places: readonly Place[]
  readonly #byText = new Map<string, Place[]>()
  readonly #byPointer = new Map<string, Place>()
  readonly #taken = new Set<string>()

  constructor(document: unknown) {
    const everything = [...walk(document)].filter(([pointer]) => pointer !== '')
    this.places = everything.map(([pointer, value], index) => {
      const parent = pointer.slice(0, pointer.lastIndexOf('/'))
      return { index, pointer, parent, key: tokensOf(pointer).at(-1) ?? '', value, text: JSON.stringify(value) }
    })
    for (const place of this.places) {
      this.#byPointer.set(place.pointer, place)
      const equals = this.#byText.get(place.text)
      if (equals === undefined) this.#byText.set(place.text, [place])
      else equals.push(place)
    }
  }

  at(pointer: string): Place | undefined {
    return this.#byPointer.get(pointer)
  }

  equalTo(place: Place): readonly Place[] {
    return this.#byText.get(place.text) ?? []
  }

  isFree({ pointer }: Place): boolean {
    return !this.#taken.has(pointer)
  }

  /** Takes a place with all it holds. What holds the place is no longer there as a whole. */
  take({ index, pointer }: Place): void {
    this.#taken.add(pointer)
    for (let next = index + 1; this.places[next]?.pointer.startsWith(`${pointer}/`); next++) {
      this.#taken.add(this.places[next]?.pointer ?? '')
    }
    for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      this.#taken.add(pointer.slice(0, end))
    }
  }

  /** What is left, but for what holds other places: those tell it all. */
  rest(): Place[] {
    return this.places.filter(place => this.isFree(place) && !isContainer(place.value))
  }
}

type Fit = (one: Place, other: Place) => boolean

const isDiscriminator = ({ key }: Place) => key === 'role' || key === 'type'
/** Containers and texts of some length can hardly be equal by chance; `true`, `0` and `"user"` can. */
const isTelling = ({ value, text }: Place) => isContainer(value) || (typeof value === 'string' && text.length > 8)
/** A member of the document itself. */
const isOuter = ({ parent }: Place) => parent === ''

/** Every place of the source and of the result is in exactly one of the moves, alone or as a part of a larger one. */
export function trail(source: unknown, result: unknown): Move[] {
  const from = new Side(source)
  const to = new Side(result)
  const moves: Move[] = []
  const related = new Set<string>()
  const pair = (fits: Fit) => {
    for (const one of from.places) {
      if (!from.isFree(one)) continue
      const other = to.equalTo(one).find(candidate => to.isFree(candidate) && fits(one, candidate))
      if (other === undefined) continue
      from.take(one)
      to.take(other)
      related.add(`${one.parent} ${other.parent}`)
      const kind = one.pointer === other.pointer ? 'same' : 'moved'
      moves.push({ kind, from: one.pointer, to: other.pointer, value: one.value })
    }
  }
  pair((one, other) => one.pointer === other.pointer && !isDiscriminator(one))
  pair(one => isTelling(one) && !isDiscriminator(one))
  pair((one, other) => one.key === other.key && isOuter(one) === isOuter(other) && !isDiscriminator(one))
  pair((one, other) => isOuter(one) && isOuter(other) && typeof one.value === 'number')
  pair((one, other) => typeof one.value === 'string' && !isDiscriminator(one) && !isDiscriminator(other))
  const areNeighbours: Fit = (one, other) => related.has(`${one.parent} ${other.parent}`)
  pair((one, other) => typeof one.value === 'number' && areNeighbours(one, other))
  // A role or a type says nothing by itself: it goes where its neighbours went.
  pair((one, other) => one.key === other.key && areNeighbours(one, other))
  return inOrder([...moves, ...unpaired(from, to)], from)
}

function unpaired(from: Side, to: Side): Move[] {
  const added = new Map(to.rest().map(place => [place.pointer, place]))
  const gone = from.rest().map(({ pointer, value }): Move => {
    const now = added.get(pointer)
    if (now === undefined) return { kind: 'gone', from: pointer, value }
    added.delete(pointer)
    return { kind: 'changed', from: pointer, to: pointer, value, now: now.value }
  })
  return [...gone, ...[...added.values()].map(({ pointer, value }): Move => ({ kind: 'new', to: pointer, value }))]
}

/** In the order of the source; what is new comes last. */
function inOrder(moves: readonly Move[], source: Side): Move[] {
  const rank = (move: Move) => (move.kind === 'new' ? source.places.length : (source.at(move.from)?.index ?? 0))
  return [...moves].sort((one, other) => rank(one) - rank(other))
}
