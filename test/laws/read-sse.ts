// A tiny reader of recorded event streams, for tests: the JSON of every `data:` block, and the literal `[DONE]`.
import type { Json } from './json.ts'

export interface ReadStream {
  events: Json[]
  /** Blocks that are not JSON: some recordings were cut by hand. */
  broken: string[]
}

export function readSse(text: string): ReadStream {
  const result: ReadStream = { events: [], broken: [] }
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n\n+/)) {
    const lines = block.split('\n').filter(line => line.startsWith('data:'))
    const data = lines.map(line => line.slice('data:'.length).replace(/^ /, '')).join('\n')
    if (data === '') continue
    if (data.trim() === '[DONE]') {
      result.events.push('[DONE]')
      continue
    }
    try {
      result.events.push(JSON.parse(data))
    } catch {
      result.broken.push(data)
    }
  }
  return result
}
