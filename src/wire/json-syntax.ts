// Where a text stops being JSON. `JSON.parse` says it in other words in every release of Node, often without a place.

export interface SyntaxProblem {
  readonly line: number
  readonly column: number
  /** What JSON allows there: `a comma or }`. */
  readonly expected: string
  /** A remedy for the mistakes people make. */
  readonly hint?: string
}

/** What may come next. */
const expectations = {
  value: 'a value',
  firstValue: 'a value or ]',
  key: 'a key in double quotes',
  firstKey: 'a key in double quotes or }',
  colon: 'a colon',
  moreOfObject: 'a comma or }',
  moreOfArray: 'a comma or ]',
  end: 'nothing more',
  string: 'the end of a string (") on the same line',
  escape: 'an escape such as \\n, \\" or \\u00e9',
} as const
type Expectation = keyof typeof expectations

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

class Scanner {
  readonly #text: string
  readonly #open: ('object' | 'array')[] = []
  #at = 0
  #expects: Expectation = 'value'

  constructor(text: string) {
    this.#text = text
  }

  /** `undefined` when the text is JSON. */
  problem(): { at: number; expected: Expectation } | undefined {
    for (;;) {
      while (' \t\r\n'.includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at++
      if (this.#at === this.#text.length && this.#expects === 'end') return undefined
      if (!this.#step(this.#text.charAt(this.#at))) return { at: this.#at, expected: this.#expects }
    }
  }

  /** Takes one token; false where it does not fit, with the place and the expectation left as they are. */
  #step(character: string): boolean {
    const expects = this.#expects
    if (expects === 'colon') return character === ':' && this.#take('value')
    if (expects === 'moreOfObject' || expects === 'moreOfArray') {
      if (character === ',') return this.#take(expects === 'moreOfObject' ? 'key' : 'value')
      return character === (expects === 'moreOfObject' ? '}' : ']') && this.#close()
    }
    if (expects === 'key' || expects === 'firstKey') {
      if (character === '}' && expects === 'firstKey') return this.#close()
      return character === '"' && this.#string('colon')
    }
    if (expects === 'end') return false
    if (character === ']' && expects === 'firstValue') return this.#close()
    return this.#value(character)
  }

  #value(character: string): boolean {
    if (character === '{' || character === '[') {
      this.#open.push(character === '{' ? 'object' : 'array')
      return this.#take(character === '{' ? 'firstKey' : 'firstValue')
    }
    if (character === '"') return this.#string(this.#after())
    scalar.lastIndex = this.#at
    const length = scalar.exec(this.#text)?.[0].length ?? 0
    if (length === 0) return false
    this.#at += length
    this.#expects = this.#after()
    return true
  }

  #string(next: Expectation): boolean {
    this.#at++
    for (;;) {
      const character = this.#text.charAt(this.#at)
      if (character === '"') return this.#take(next)
      if (character === '\\') {
        escapeSequence.lastIndex = this.#at
        const length = escapeSequence.exec(this.#text)?.[0].length ?? 0
        if (length === 0) {
          this.#expects = 'escape'
          return false
        }
        this.#at += length
      } else if (character < ' ') {
        // Also the end of the text, which is the empty string here.
        this.#expects = 'string'
        return false
      } else this.#at++
    }
  }

  #take(next: Expectation): true {
    this.#at++
    this.#expects = next
    return true
  }

  #close(): true {
    this.#open.pop()
    return this.#take(this.#after())
  }

  #after(): Expectation {
    const inside = this.#open.at(-1)
    if (inside === undefined) return 'end'
    return inside === 'object' ? 'moreOfObject' : 'moreOfArray'
  }
}

function hintFor(text: string, at: number): string | undefined {
  const found = text.charAt(at)
  if (found === '') return 'The text ends too early; part of it may be missing.'
  if (/[}\]]/.test(found) && /,\s*$/.test(text.slice(0, at))) return 'JSON allows no comma after the last entry.'
  if (found === "'") return 'JSON strings stand in double quotes.'
  if (found === '/' || found === '#') return 'JSON has no comments.'
  if (text.slice(at, at + 4) === 'None' || text.slice(at, at + 4) === 'True' || text.slice(at, at + 5) === 'False') {
    return 'This looks like Python; print it with json.dumps.'
  }
  return undefined
}

/** `undefined` when the text is JSON. */
export function findSyntaxProblem(text: string): SyntaxProblem | undefined {
  const problem = new Scanner(text).problem()
  if (problem === undefined) return undefined
  const lines = text.slice(0, problem.at).split('\n')
  const hint = hintFor(text, problem.at)
  return {
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
    expected: expectations[problem.expected],
    ...(hint === undefined ? {} : { hint }),
  }
}

/** Looking for the place takes as long as reading: of a longer text it is not said. */
const longest = 1_000_000

/** That the text is not JSON, and where it stops being it, in sentences that quote nothing of it. `what`: what the text is. */
export function notJson(text: string, what: string): string {
  const problem = text.length > longest ? undefined : findSyntaxProblem(text)
  if (problem === undefined) return `${what} is not JSON.`
  const { line, column, expected, hint } = problem
  return `${what} is not JSON. Line ${line}, column ${column}: expected ${expected}.${hint === undefined ? '' : ` ${hint}`}`
}
