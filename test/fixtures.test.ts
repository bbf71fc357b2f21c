// Every case under `fixtures/` through the library: each conversion gives exactly the file beside it, and its losses.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  ApiError,
  chatChunkEncoder,
  checkResponseEvents,
  type Loss,
  responseEventEncoder,
  toChatChunks,
  toChatCompletion,
  toChatRequest,
  toResponse,
  toResponseEvents,
  toResponsesRequest,
} from '../src/index.ts'
import {
  type Content,
  type Conversion,
  clearActual,
  contentFiles,
  fillIn,
  type Json,
  leaveActual,
  loadFixtures,
  lossLines,
  repeatableOptions,
} from './fixtures.ts'

interface Outcome {
  readonly actual: Content
  readonly losses: readonly Loss[]
}

const cases = loadFixtures()
const every = loadFixtures('')

/** What a program on the other end of the wire would see; and a private copy, so no reader can spoil another's source. */
const overTheWire = (value: unknown) => JSON.parse(JSON.stringify(value))

function optionsFor(conversion: Conversion, losses: Loss[]) {
  const request = conversion.request === undefined ? undefined : overTheWire(conversion.request)
  return { ...repeatableOptions(request), onLoss: (loss: Loss) => void losses.push(loss) }
}

function convertWhole(conversion: Conversion): Outcome {
  const losses: Loss[] = []
  const options = optionsFor(conversion, losses)
  const source = overTheWire(conversion.source)
  const toChat = conversion.direction === 'to-chat'
  if (conversion.kind === 'request') {
    const request = toChat ? toChatRequest(source, options) : toResponsesRequest(source, options)
    return { actual: overTheWire(request), losses }
  }
  try {
    return { actual: overTheWire(toChat ? toChatCompletion(source, options) : toResponse(source, options)), losses }
  } catch (error) {
    // A response that failed has no completion: what a chat caller sees is the body of an error.
    if (error instanceof ApiError) return { actual: overTheWire({ error: error.error }), losses }
    throw error
  }
}

/** What whoever writes the wire adds to what an encoder yields. */
const wireEnd = (conversion: Conversion) => (conversion.direction === 'to-chat' ? ['[DONE]'] : [])

function convertByPushing(conversion: Conversion): Outcome {
  const losses: Loss[] = []
  const options = optionsFor(conversion, losses)
  const toChat = conversion.direction === 'to-chat'
  const encoder = toChat ? chatChunkEncoder(options) : responseEventEncoder(options)
  const actual: unknown[] = []
  for (const element of overTheWire(conversion.source)) actual.push(...encoder.push(element))
  actual.push(...encoder.finish())
  return { actual: overTheWire([...actual, ...wireEnd(conversion)]), losses }
}

async function convertByIterating(conversion: Conversion): Promise<Outcome> {
  const losses: Loss[] = []
  const options = optionsFor(conversion, losses)
  const source = arriving(overTheWire(conversion.source))
  const produced =
    conversion.direction === 'to-chat' ? toChatChunks(source, options) : toResponseEvents(source, options)
  const actual: unknown[] = []
  for await (const element of produced) actual.push(element)
  return { actual: overTheWire([...actual, ...wireEnd(conversion)]), losses }
}

// biome-ignore lint/suspicious/noExplicitAny: a fixture is whatever a server sent; the library judges it, not the type.
async function* arriving(elements: any[]): AsyncGenerator<any> {
  yield* elements
}

function judge(conversion: Conversion, { actual, losses }: Outcome): void {
  const expected = fillIn(conversion.expected, actual)
  try {
    expect(actual).toEqual(expected)
  } catch (disagreement) {
    leaveActual(conversion, actual)
    throw disagreement
  }
  clearActual(conversion)
  expect(lossLines(losses), 'the reported losses').toEqual(lossLines(conversion.losses))
}

for (const { name, about, conversions } of cases) {
  describe(`${name}: ${about}`, () => {
    for (const conversion of conversions) {
      const target = conversion.direction === 'to-chat' ? 'chat' : 'responses'
      if (conversion.kind !== 'stream') {
        test(`the ${conversion.kind} converts to ${target}`, () => judge(conversion, convertWhole(conversion)))
        continue
      }
      test(`the stream converts to ${target} when it is pushed`, () => judge(conversion, convertByPushing(conversion)))
      test(`the stream converts to ${target} when it is iterated`, async () =>
        judge(conversion, await convertByIterating(conversion)))
    }
  })
}

describe('the corpus', () => {
  test('has at least forty cases', () => {
    expect(every.length).toBeGreaterThanOrEqual(40)
  })

  test('says what every case is about, in one sentence, and which way it goes', () => {
    const unclear = every.filter(({ folder }) => {
      const text = readFileSync(join(folder, 'about.md'), 'utf8')
      return !/^[A-Z][^\n]*\.\n\ndirection: (both|to-responses|to-chat)\n$/.test(text)
    })
    expect(unclear.map(({ name }) => name)).toEqual([])
  })

  test('has at least one conversion in every case', () => {
    expect(every.filter(({ conversions }) => conversions.length === 0).map(({ name }) => name)).toEqual([])
  })

  test('covers every kind of content in each direction', () => {
    const covered = every.flatMap(({ conversions }) => conversions.map(({ kind, direction }) => `${kind} ${direction}`))
    expect(new Set(covered).size).toBe(6)
  })

  test('holds no file that nobody reads', () => {
    const strangers = every.flatMap(({ name, folder }) => {
      const known = [...contentFiles(folder), 'about.md', 'losses.json']
      const present = readdirSync(folder).filter(file => !file.startsWith('_actual.'))
      return present.filter(file => !known.includes(file)).map(file => `${name}/${file}`)
    })
    expect(strangers).toEqual([])
  })

  test('is formatted with two spaces', () => {
    const unformatted = every.flatMap(({ name, folder }) => {
      const files = readdirSync(folder).filter(file => file.endsWith('.json') && !file.startsWith('_actual.'))
      return files.filter(file => !isFormatted(readFileSync(join(folder, file), 'utf8'))).map(file => `${name}/${file}`)
    })
    expect(unformatted).toEqual([])
  })

  test('names no loss in a direction or for a content that the case does not convert', () => {
    const idle = every.flatMap(({ name, folder, conversions }) => {
      if (!readdirSync(folder).includes('losses.json')) return []
      const judged = conversions.reduce((sum, { losses }) => sum + losses.length, 0)
      return judged === countPaths(JSON.parse(readFileSync(join(folder, 'losses.json'), 'utf8'))) ? [] : [name]
    })
    expect(idle).toEqual([])
  })

  test('holds well-formed Responses streams wherever they are expected from us', () => {
    const malformed = every.flatMap(({ name, conversions }) =>
      conversions
        .filter(({ kind, direction }) => kind === 'stream' && direction === 'to-responses')
        .flatMap(({ expected }) => checkResponseEvents(overTheWire(expected)).map(violation => ({ name, violation }))),
    )
    expect(malformed).toEqual([])
  })
})

const isFormatted = (text: string): boolean => text === `${JSON.stringify(JSON.parse(text), null, 2)}\n`

function countPaths(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0
  const below = Object.values(value).reduce<number>((sum, child) => sum + countPaths(child), 0)
  return below + ('path' in value ? 1 : 0)
}
