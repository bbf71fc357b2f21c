// JSON Pointers (RFC 6901) as tokens, and the values they lead to. Own keys only: a document may hold any key.

export type Token = string

export function tokensOf(pointer: string): Token[] {
  const [, ...tokens] = pointer.split('/')
  return tokens.map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** `undefined` where the document has nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document
  for (const token of tokensOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined
    value = Reflect.get(value, token)
  }
  return value
}

/** A value that holds others; an empty list or object is a value of its own. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

export function pointerOf(parent: string, token: Token): string {
  return `${parent}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Everything in a document, in its order, each container before what it holds. */
export function* walk(value: unknown, pointer = ''): Generator<readonly [pointer: string, value: unknown]> {
  yield [pointer, value]
  if (!isContainer(value)) return
  for (const [token, member] of Object.entries(value)) yield* walk(member, pointerOf(pointer, token))
}
