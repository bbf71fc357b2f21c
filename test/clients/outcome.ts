// How a call of a client went, in a form that two calls can be compared in: what differs by nature is taken out.

export type Outcome = { readonly returned: unknown } | { readonly thrown: unknown }

export async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { returned: await call() }
  } catch (error) {
    return { thrown: error }
  }
}

/** Ids by what they name: a client may print them, compare them and send them back, but nothing else. */
const anId = /\b(resp_|chatcmpl-|msg_|fc_|ctc_|rs_|req_|run-|aitxt-|aiobj-)[\w-]+/g

/** Numbers ids in the order in which they turn up, so that the same id is the same number and no two are one. */
export function tidied(value: unknown): object {
  const numbers = new Map<string, string>()
  const counts = new Map<string, number>()
  const numbered = (id: string, prefix: string) => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const count = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, count)
    numbers.set(id, `${prefix}#${count}`)
    return `${prefix}#${count}`
  }
  return JSON.parse(JSON.stringify(plain(value)).replaceAll(anId, numbered))
}

/** As JSON sees it, but with the names and messages of errors, which are not enumerable. */
function plain(value: unknown): unknown {
  if (value instanceof Error) {
    const { name, message } = value
    const own = Object.fromEntries(Object.entries(value).filter(([key]) => !hidden.has(key)))
    return { class: value.constructor.name, name, message, ...(plain(own) as object) }
  }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (isSealed(key, entry)) return [key, 'sealed']
      return [key, isClock(key, entry) ? 'a time' : plain(entry)]
    }),
  )
}

/** Of an error: what shows the wire, where the two ways differ by nature. */
const hidden = new Set(['headers', 'responseHeaders', 'requestBodyValues', 'url', 'responseBody', 'cause', 'stack'])

/** Reasoning is sealed by whoever made it; nobody else can read it. */
const isSealed = (key: string, value: unknown) => /encrypted_?content$/i.test(key) && typeof value === 'string'

/** When it was done is read from the clock of whoever writes the answer. */
const isClock = (key: string, value: unknown) => key === 'completed_at' && typeof value === 'number'
