// A string that matches a regular expression, for `pattern` in a schema.

/** A reader of the parts of the syntax that patterns of identifiers, codes and numbers use. */
class Sampler {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  alternatives(): string {
    const first = this.#sequence()
    while (this.#source[this.#at] === '|') {
      this.#at += 1
      this.#sequence()
    }
    return first
  }

  #sequence(): string {
    let text = ''
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) text += this.#repeated()
    return text
  }

  #repeated(): string {
    const atom = this.#atom()
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at))
    if (quantifier === null) return atom
    this.#at += quantifier[0].length
    if (quantifier[1] !== undefined) return atom.repeat(Number(quantifier[1]))
    return quantifier[0].startsWith('+') ? atom : ''
  }

  #atom(): string {
    const sign = this.#source[this.#at] ?? ''
    this.#at += 1
    if (sign === '(') return this.#group()
    if (sign === '[') return this.#set()
    if (sign === '\\') return this.#escape()
    if (sign === '^' || sign === '$') return ''
    return sign === '.' ? 'a' : sign
  }

  #group(): string {
    const opening = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.#source.slice(this.#at))?.[0] ?? ''
    this.#at += opening.length
    const text = this.alternatives()
    this.#at += 1
    return /[=!]$/.test(opening) ? '' : text
  }

  /** Tries the candidates against the set itself, so ranges and negation need no reading. */
  #set(): string {
    const body = /^\^?\]?(?:\\.|[^\]\\])*\]/.exec(this.#source.slice(this.#at))?.[0] ?? ']'
    this.#at += body.length
    const set = new RegExp(`^[${body}$`, 'u')
    return [...'aA0_- .@/:#+b'].find(candidate => set.test(candidate)) ?? firstMatch(set)
  }

  #escape(): string {
    const sign = this.#source[this.#at] ?? ''
    this.#at += 1
    const classes: Record<string, string> = {
      d: '0',
      w: 'a',
      s: ' ',
      D: 'a',
      W: '-',
      S: 'a',
      b: '',
      B: '',
      n: '\n',
      t: '\t',
    }
    return classes[sign] ?? sign
  }
}

function firstMatch(set: RegExp): string {
  for (let code = 0x21; code < 0x250; code += 1) {
    const candidate = String.fromCodePoint(code)
    if (set.test(candidate)) return candidate
  }
  return ''
}

export function matching(pattern: string, minLength = 0): string {
  try {
    const expression = new RegExp(pattern, 'u')
    const sampled = new Sampler(pattern).alternatives()
    const longer = sampled.padEnd(minLength, sampled.at(-1) ?? 'a')
    const candidates = [
      longer,
      sampled,
      'value',
      'a',
      '0',
      'A1',
      '2025-01-01',
      'user@example.com',
      'https://example.com/',
    ]
    return candidates.find(candidate => candidate.length >= minLength && expression.test(candidate)) ?? sampled
  } catch {
    // Not an expression at all: nothing can match it, and no caller is told so by a crash.
    return 'value'
  }
}
