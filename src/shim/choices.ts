// Several answers as the choices of one: what `n` asks for, made of as many calls. Pure.
import { isObject, type JsonObject } from '../atlas/read.ts'

/** The sum of counters, member by member; undefined when one of them is missing, because then it is unknown. */
export function sumUsage(usages: readonly unknown[]): JsonObject | undefined {
  if (!usages.every(isObject)) return undefined
  const sum: JsonObject = {}
  for (const usage of usages) addCounters(sum, usage)
  return sum
}

function addCounters(sum: JsonObject, usage: JsonObject): void {
  for (const [key, value] of Object.entries(usage)) {
    const before = sum[key]
    if (typeof value === 'number') sum[key] = (typeof before === 'number' ? before : 0) + value
    else if (isObject(value)) {
      const details: JsonObject = isObject(before) ? before : {}
      addCounters(details, value)
      sum[key] = details
    }
  }
}

/** The completions as one: the first's, with a choice of each and the sum of what they cost. */
export function foldChoices(completions: readonly JsonObject[]): JsonObject {
  const choices = completions.flatMap((completion, index) => firstChoice(completion, index))
  const { usage: _, ...first } = completions[0] ?? {}
  const usage = sumUsage(completions.map(completion => completion.usage))
  return usage === undefined ? { ...first, choices } : { ...first, choices, usage }
}

function firstChoice({ choices }: JsonObject, index: number): JsonObject[] {
  return Array.isArray(choices) && isObject(choices[0]) ? [{ ...choices[0], index }] : []
}

/**
 * Chat streams as one stream in which each has its index. All chunks have the id of the first one that came; usage
 * comes once, at the end, if all of them reported it; an error in one of them ends the whole.
 */
export class ChoiceMerge {
  readonly #count: number
  readonly #usages: unknown[] = []
  #first: JsonObject | undefined
  #done = 0
  #ended = false

  constructor(count: number) {
    this.#count = count
  }

  get ended(): boolean {
    return this.#ended
  }

  /** What one element of stream `index` gives the caller to read. */
  take(index: number, element: unknown): unknown[] {
    if (this.#ended) return []
    if (element === '[DONE]') return this.#finished()
    if (!isObject(element)) return []
    if (!Array.isArray(element.choices)) {
      this.#ended = true
      return [element, '[DONE]']
    }
    this.#first ??= element
    const { id, created } = this.#first
    if (element.usage !== undefined && element.usage !== null) this.#usages[index] = element.usage
    if (element.choices.length === 0) return []
    return [{ ...element, id, created, choices: element.choices.map(choice => ({ ...choice, index })) }]
  }

  #finished(): unknown[] {
    this.#done++
    if (this.#done < this.#count) return []
    this.#ended = true
    const usage = sumUsage(Array.from({ length: this.#count }, (_, index) => this.#usages[index]))
    if (usage === undefined || this.#first === undefined) return ['[DONE]']
    return [{ ...this.#first, choices: [], usage }, '[DONE]']
  }
}
