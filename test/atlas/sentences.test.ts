// Whatever the library says to people, in losses, refusals and the reference, is a sentence that says something.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lossCodes } from '../../src/atlas/loss.ts'
import { sections } from '../../src/cli/reference/index.ts'
import { referencePage } from '../../src/cli/reference/markdown.ts'
import { InvalidInputError, type Loss } from '../../src/index.ts'
import { placed } from '../arbitraries/extremes.ts'
import { pointers } from '../arbitraries/mutations.ts'
import { loadFixtures } from '../fixtures.ts'
import { type Json, valueAt } from '../laws/json.ts'
import { chatRequest, responsesRequest } from '../laws/sample-requests.ts'
import { chatChunks, chatCompletion } from '../laws/sample-results.ts'
import { type Encoder, type Options, subject } from '../laws/subject.ts'

import { sentence } from './sentence.ts'

type Run = (document: Json, options: Options) => unknown

const pushed =
  (open: (options: Options) => Encoder): Run =>
  (document, options) => {
    const encoder = open(options)
    for (const element of Array.isArray(document) ? document : [document]) encoder.push(element)
    encoder.finish()
  }

const runs: Record<string, Run> = {
  'to-responses request': subject.toResponsesRequest,
  'to-responses response': subject.toResponse,
  'to-responses stream': pushed(subject.responseEventEncoder),
  'to-chat request': subject.toChatRequest,
  'to-chat response': subject.toChatCompletion,
  'to-chat stream': pushed(subject.chatChunkEncoder),
}

const cases = loadFixtures('').flatMap(({ conversions }) => conversions)
const samples = [
  { run: 'to-responses request', document: chatRequest },
  { run: 'to-responses response', document: chatCompletion },
  { run: 'to-responses stream', document: chatChunks },
  { run: 'to-chat request', document: responsesRequest },
  ...cases.map(({ direction, kind, source }) => ({ run: `${direction} ${kind}`, document: source })),
]

/** What a refusal says begins with what it speaks of, which may be the name of a field. */
const refusal =
  /^[\w`][\s\S]* (must|is|are|has|needs|holds|names|ends|comes|was|does|can)\b[\s\S]*\.( \(at \/[\s\S]*\))?$/

/** The losses of one conversion, which may end in a refusal. */
function lossesOf(run: string, document: Json): { losses: Loss[]; refused: InvalidInputError[] } {
  const losses: Loss[] = []
  try {
    runs[run]?.(document, { onLoss: loss => losses.push(loss as Loss) })
    return { losses, refused: [] }
  } catch (error) {
    return { losses, refused: error instanceof InvalidInputError ? [error] : [] }
  }
}

test('every loss is told in a sentence, and has a code that is explained; every code is met', () => {
  const losses = samples.flatMap(({ run, document }) => lossesOf(run, document).losses)
  expect(losses.filter(({ message }) => !sentence.test(message))).toEqual([])
  const codes = new Set<string>(losses.map(({ code }) => code))
  expect([...codes].sort()).toEqual(Object.keys(lossCodes).sort())
})

/**
 * Where a refusal points somewhere else than to the wrong value: to the choices that an error was to replace, into the
 * tools of the request for tools that items bring, and into the finished object for events.
 */
const pointedElsewhere = /^(\/error$|\/input\/\d+\/tools\/|\/response\/|\/annotation\b)/

describe('every refusal', () => {
  test.each(Object.keys(runs))('says what it speaks of and what to do: %s', name => {
    const documents = samples.filter(({ run }) => run === name).map(({ document }) => document)
    const seen = new Set<string>()
    // A pointer into a stream begins with the number of the chunk, which is not part of what the chunk says.
    const refused = documents.flatMap(document =>
      [...pointers(document)].flatMap(pointer => {
        const place = pointer.replaceAll(/\/\d+/g, '/n')
        if (seen.has(place)) return []
        seen.add(place)
        const at = Array.isArray(document) ? pointer.replace(/^\/\d+/, '') : pointer
        const wrong = typeof valueAt(document, pointer) === 'number' ? {} : 0.5
        const { refused } = lossesOf(name, placed(document, pointer, wrong))
        return refused.map(({ path, message }) => ({ at, path, message }))
      }),
    )
    expect(refused.length).toBeGreaterThan(5)
    expect([...new Set(refused.map(({ message }) => message))].filter(message => !refusal.test(message))).toEqual([])
    const elsewhere = refused.filter(({ at, path }) => !`${path}/`.startsWith(`${at}/`))
    expect(elsewhere.filter(({ at }) => !pointedElsewhere.test(at))).toEqual([])
  })
})

test('the reference is the page that is printed; `npm run docs` writes it anew', () => {
  const page = fileURLToPath(new URL('../../docs/parameters.md', import.meta.url))
  expect(referencePage()).toBe(readFileSync(page, 'utf8'))
})

test('the reference says of every name where it is in the other API, or a sentence', () => {
  const entries = sections.flatMap(section => section.entries)
  expect(entries.length).toBeGreaterThan(300)
  const said = entries.flatMap(({ fate: { about } }) => (about === undefined ? [] : [about]))
  expect(said.filter(about => !sentence.test(about))).toEqual([])
  expect(
    entries.flatMap(({ fate, from }) => [...fate.places, ...from]).filter(name => !/^\w[\w. ]*$/.test(name)),
  ).toEqual([])
})
