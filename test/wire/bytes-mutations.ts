// Ways to spoil a stream of server-sent events, each of them driven by a seeded generator.
import { type ByteStream, bytesOf } from './bytes-streams.ts'

type Random = (limit: number) => number

/** What a mutation works on: the stream as blocks of text, and another stream of the same API. */
export interface Material {
  readonly blocks: readonly string[]
  readonly other: readonly string[]
  /** A stream of the other API. */
  readonly foreign: readonly string[]
  readonly random: Random
}

type Mutation = (material: Material) => string | Uint8Array

const decoder = new TextDecoder()
export const blocksOf = (stream: ByteStream): string[] =>
  decoder
    .decode(stream.bytes)
    .split('\n\n')
    .filter(block => block !== '')
    .map(block => `${block}\n\n`)

const text = (blocks: readonly string[]) => blocks.join('')
const bytes = (blocks: readonly string[]) => bytesOf(text(blocks))

/** The list with one member replaced by what `change` makes of it. */
function changed({ blocks, random }: Material, change: (block: string) => string): string {
  const at = random(blocks.length)
  return text(blocks.map((block, index) => (index === at ? change(block) : block)))
}

function inserted({ blocks, random }: Material, ...odd: string[]): string {
  const at = random(blocks.length + 1)
  return text([...blocks.slice(0, at), ...odd, ...blocks.slice(at)])
}

const oddValues: readonly unknown[] = [null, true, 0, -1, 1e308, '', 'x', '\ud800', [], [null], [[]], {}, { a: [] }]

/** Some value of the JSON in a block replaced, or its key taken away. */
function rejson(block: string, random: Random, change: (holder: Record<string, unknown>, key: string) => void): string {
  return block.replace(/^data: (\{.*)$/m, (_, json) => {
    const value = JSON.parse(json)
    const places: [Record<string, unknown>, string][] = []
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key])
        visit((node as Record<string, unknown>)[key])
      }
    }
    visit(value)
    const place = places[random(places.length)]
    if (place) change(...place)
    return `data: ${JSON.stringify(value)}`
  })
}

function spliced(whole: Uint8Array, start: number, removed: number, put: Uint8Array): Uint8Array {
  return Uint8Array.from([...whole.subarray(0, start), ...put, ...whole.subarray(start + removed)])
}

const errorBlock = 'event: error\ndata: {"error":{"message":"overloaded","type":"server_error"}}\n\n'

export const mutations: Readonly<Record<string, Mutation>> = {
  'is cut at some byte': ({ blocks, random }) => {
    const whole = bytes(blocks)
    return whole.subarray(0, random(whole.length))
  },
  'lacks an event': material => changed(material, () => ''),
  'repeats an event': material => changed(material, block => block + block),
  'has two events swapped': ({ blocks, random }) => {
    const [left, right] = [random(blocks.length), random(blocks.length)]
    const at = (index: number) => (index === left ? right : index === right ? left : index)
    return text(blocks.map((_, index) => blocks[at(index)] ?? ''))
  },
  'comes backwards': ({ blocks }) => text([...blocks].reverse()),
  'begins with its end': ({ blocks }) => text([...blocks.slice(-2), ...blocks]),
  'begins with [DONE]': ({ blocks }) => text(['data: [DONE]\n\n', ...blocks]),
  'has [DONE] in its middle': material => inserted(material, 'data: [DONE]\n\n'),
  'has a byte changed': ({ blocks, random }) => {
    const whole = bytes(blocks)
    return spliced(whole, random(whole.length), 1, Uint8Array.of(random(256)))
  },
  'has bytes missing': ({ blocks, random }) => {
    const whole = bytes(blocks)
    return spliced(whole, random(whole.length), 1 + random(80), new Uint8Array())
  },
  'has noise within': ({ blocks, random }) => {
    const whole = bytes(blocks)
    const noise = Uint8Array.from({ length: 1 + random(40) }, () => random(256))
    return spliced(whole, random(whole.length), 0, noise)
  },
  'has a value of another type': material =>
    changed(material, block =>
      rejson(block, material.random, (holder, key) => {
        holder[key] = oddValues[material.random(oddValues.length)]
      }),
    ),
  'lacks a key': material =>
    changed(material, block =>
      rejson(block, material.random, (holder, key) => {
        delete holder[key]
      }),
    ),
  'has data that is no object': material =>
    inserted(material, `data: ${JSON.stringify(oddValues[material.random(10)])}\n\n`),
  'has data that is empty objects': material => inserted(material, 'data: {}\n\n', 'data: {}\n\n'),
  'has a page within': material => inserted(material, '<html>\n<body>Bad gateway</body>\n</html>\n\n'),
  'has a page as data': material => inserted(material, 'data: <html>Bad gateway</html>\n\n'),
  'has an error within': material => inserted(material, errorBlock),
  'goes on as another stream': ({ blocks, other, random }) =>
    text([...blocks.slice(0, random(blocks.length)), ...other.slice(random(other.length))]),
  'has another stream mixed in': ({ blocks, other }) =>
    text(blocks.flatMap((block, index) => [block, other[index] ?? ''])),
  'is one of the other API': ({ foreign }) => text(foreign),
  'goes on as one of the other API': ({ blocks, foreign, random }) =>
    text([...blocks.slice(0, random(blocks.length)), ...foreign]),
  'has no blank lines': ({ blocks }) => text(blocks).replaceAll('\n\n', '\n'),
  'has no line ends': ({ blocks }) => text(blocks).replaceAll('\n', ''),
  'has JSON a hundred thousand deep': material =>
    inserted(material, `data: {"choices":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n\n`),
  'has a prototype for a key': material =>
    changed(material, block => block.replace('data: {', 'data: {"__proto__":{"error":null,"choices":[]},')),
  'has event names that lie': ({ blocks, random }) =>
    text(
      blocks.map(
        block => `event: ${['error', 'response.completed', 'ping'][random(3)]}\n${block.replace(/^event: .*\n/, '')}`,
      ),
    ),
  'is nothing but a comment': () => ': keep-alive\n\n'.repeat(3),
  'is nothing but a byte-order mark': () => '\uFEFF',
  'is nothing at all': () => '',
}
