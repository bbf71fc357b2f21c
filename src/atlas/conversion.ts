// One conversion under way: the caller's options and the losses found so far. Everything in the atlas that can lose
// something is handed one of these.
import { InvalidInputError, UnmappableError } from '../errors.ts'
import type { DialectName } from './dialects/index.ts'
import type { Loss, LossCode, LossEffect } from './loss.ts'
import type { JsonObject } from './read.ts'
import type { ToolNames } from './tools/names.ts'

export interface ConversionOptions {
  /** Called once per loss, in document order, when the conversion is done. */
  onLoss?: ((loss: Loss) => void) | undefined
  /** Throw `UnmappableError` if anything is dropped or changed. */
  strict?: boolean | undefined
  /** How the chat side's vendor differs from OpenAI. Default `'openai'`. */
  dialect?: DialectName | undefined
  /** `'first-system'` (default): a leading system message and `instructions` are the same thing. `'never'`: they are not. */
  instructions?: 'first-system' | 'never' | undefined
  /** Where plain reasoning text goes in a Responses item: `content` (default), `summary`, or nowhere. */
  reasoning?: 'content' | 'summary' | 'off' | undefined
  /**
   * Carry reasoning that its server has sealed through a caller's history (default: no). For chat callers it stands in
   * `reasoning_details` of the assistant message; a Responses caller who includes `reasoning.encrypted_content` gets the
   * plain reasoning of a chat server in an envelope of our own (see src/atlas/items/sealed.ts).
   */
  carryReasoning?: boolean | undefined
  /**
   * JSON Pointers of what the caller of the conversion does itself because the other API cannot, such as `/stop`:
   * reported as `emulated` instead of `dropped`, and so no obstacle under `strict`.
   */
  emulates?: readonly string[] | undefined
  /** The caller's own request, in the API being produced, which a result answers. */
  request?: object | undefined
  /** Makes an identifier that starts with `prefix`. Default: random. */
  id?: ((prefix: string) => string) | undefined
  /** The time in Unix seconds, for results that bring none. Default: the clock. */
  now?: (() => number) | undefined
}

/** A dropped whole covers its parts: what befell those is no loss of its own. */
function withoutCovered(losses: readonly Loss[]): Loss[] {
  const dropped = new Set(losses.filter(loss => loss.effect === 'dropped').map(loss => loss.path))
  return losses.filter(({ path }) => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (dropped.has(path.slice(0, end))) return false
    }
    return true
  })
}

export class Conversion {
  readonly options: ConversionOptions
  /** The caller's own request, when the caller gave it. */
  readonly request: JsonObject | undefined
  /** The namespaces declared by the Responses request at hand. */
  toolNames: ToolNames | undefined
  #losses: Loss[] = []
  /** Their paths. Made with the first: most conversions lose nothing. */
  #paths: Set<string> | undefined

  constructor(options: ConversionOptions = {}) {
    this.options = options
    this.request = options.request as JsonObject | undefined
  }

  /** Reports one loss. A place is reported once: what is said of it first holds. */
  lose(effect: LossEffect, path: string, code: LossCode, message: string): void {
    this.#paths ??= new Set()
    if (this.#paths.has(path)) return
    this.#paths.add(path)
    const emulated = effect === 'dropped' && this.options.emulates?.includes(path)
    this.#losses.push({ path, code, effect: emulated ? 'emulated' : effect, message })
  }

  dropped(path: string, code: LossCode, message: string): void {
    this.lose('dropped', path, code, message)
  }

  changed(path: string, code: LossCode, message: string): void {
    this.lose('changed', path, code, message)
  }

  /** The same options and names with a list of losses of its own, for what another loss already covers. */
  aside(): Conversion {
    const aside = new Conversion(this.options)
    aside.toolNames = this.toolNames
    return aside
  }

  /** A place in the list of losses, for `gather`. */
  get mark(): number {
    return this.#losses.length
  }

  /**
   * Nothing of the container at `path` survived: what was lost inside it since `mark` is one loss, of the container.
   * A pointer is as deep as the difference, and here the difference is the container; unless some of it is emulated.
   */
  gather(mark: number, path: string): void {
    if (this.#losses.slice(mark).some(loss => loss.effect === 'emulated')) return
    const [first, ...others] = this.forget(mark)
    if (first === undefined) return
    const messages = new Set([first, ...others].map(loss => loss.message))
    this.lose('dropped', path, first.code, [...messages].join(' '))
  }

  /** Takes back what was lost since `mark`, because a loss of the whole covers it. */
  forget(mark: number): Loss[] {
    const forgotten = this.#losses.splice(mark)
    for (const loss of forgotten) this.#paths?.delete(loss.path)
    return forgotten
  }

  /**
   * Reports the losses of a stream, which `find` finds by converting what it adds up to. A stream that could be read must
   * not fail because someone listens: where its sum is malformed, only what was found until then is reported. `strict`
   * refuses that.
   */
  settleStream(find: (run: Conversion) => void): void {
    try {
      find(this)
    } catch (error) {
      if (this.options.strict === true || !(error instanceof InvalidInputError)) throw error
    }
    this.settle()
  }

  /** Reports the losses found: to `onLoss`, then, under `strict`, by throwing. */
  settle(): void {
    if (this.#losses.length === 0) return
    const losses = withoutCovered(this.#losses)
    this.#losses = []
    const { onLoss, strict } = this.options
    if (onLoss) for (const loss of losses) onLoss(loss)
    if (strict) {
      const [first, ...others] = losses.filter(loss => loss.effect !== 'emulated')
      if (first) throw new UnmappableError([first, ...others])
    }
  }
}
