// Every request under `fixtures/` as the argument of a call: what the codemod writes there is what the converter says.
import { Project, SyntaxKind } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import { type Finding, transform } from '../../codemods/index.ts'
import { toResponsesRequest } from '../../src/index.ts'
import { type Conversion, type ExpectedLoss, type Json, type JsonObject, loadFixtures } from '../fixtures.ts'

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const conversions = loadFixtures()
  .flatMap(({ conversions }) => conversions)
  .filter(({ kind, direction }) => kind === 'request' && direction === 'to-responses')

/** A program whose only call sends the request, and that reads no more of the answer than its text. */
function programOf({ source }: Conversion): string {
  const reading =
    !Array.isArray(source) && source.stream === true
      ? 'for await (const chunk of answer) process.stdout.write(chunk.choices[0]?.delta?.content ?? "")'
      : 'console.log(answer.choices[0].message.content)'
  return `import OpenAI from 'openai'

const client = new OpenAI()
const answer = await client.chat.completions.create(${JSON.stringify(source, null, 2)})
${reading}
`
}

const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true })

/** What a call in the text sends to Responses. */
function sentBy(code: string): unknown {
  const file = project.createSourceFile('program.ts', code, { overwrite: true })
  const calls = file.getDescendantsOfKind(SyntaxKind.CallExpression)
  const call = calls.find(candidate => candidate.getExpression().getText() === 'client.responses.create')
  const [argument] = call?.getArguments() ?? []
  if (argument === undefined) throw new Error(`There is no call of responses.create with an argument in:\n${code}`)
  const evaluate = new Function('toResponsesRequest', `return (${argument.getText()})`)
  return JSON.parse(JSON.stringify(evaluate(toResponsesRequest)))
}

async function rewritten(conversion: Conversion) {
  const { code, findings } = await transform(programOf(conversion), { language: 'typescript', fileName: 'program.ts' })
  expect(findings).toHaveLength(1)
  return { code, finding: findings[0] }
}

/** The types of the SDK want the detail of an image, so its default is written out; the converter leaves it unsaid. */
function withoutDefaultDetail(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part) => {
    if (part?.type !== 'input_image' || part.detail !== 'auto') return part
    const { detail: _, ...rest } = part
    return rest
  })
}

const said = (finding: Finding | undefined) => [finding?.strength ?? finding?.reason, finding?.detail]

/**
 * What the converter does when the program runs: it makes up the ids that legacy calls do not have, and puts two
 * parameters into one object.
 */
const bridged = new Set(['legacy-functions', 'verbosity-with-format'])

/** Whether the program would have to read what is lost: the usage of a stream is only lost to those who read it. */
const isRead = ({ path }: ExpectedLoss): boolean => !path.startsWith('/stream_options')

describe('a request that', () => {
  const lossless = conversions.filter(({ losses }) => !losses.some(isRead))
  test.each(lossless.map(conversion => ({ name: conversion.case, conversion })))(
    'loses nothing is written as the converter says: $name',
    async ({ conversion }) => {
      const { code, finding } = await rewritten(conversion)
      expect(said(finding)).toEqual([bridged.has(conversion.case) ? 'bridged' : 'native', undefined])
      expect(withoutDefaultDetail(sentBy(code))).toEqual(withoutDefaultDetail(conversion.expected))
    },
  )

  const lossy = conversions.filter(({ losses }) => losses.some(isRead))
  test.each(lossy.map(conversion => ({ name: conversion.case, conversion })))(
    'loses something is left alone: $name',
    async ({ conversion }) => {
      const { code, finding } = await rewritten(conversion)
      expect(said(finding)).toEqual(['parameter-lost', expect.any(String)])
      expect(code).toBe(programOf(conversion))
    },
  )
})

test('the fixtures hold requests of either kind', () => {
  const every = loadFixtures('').flatMap(({ conversions }) => conversions)
  const requests = every.filter(({ kind, direction }) => kind === 'request' && direction === 'to-responses')
  expect(requests.filter(({ losses }) => losses.length === 0).length).toBeGreaterThanOrEqual(30)
  expect(requests.filter(({ losses }) => losses.length > 0).length).toBeGreaterThanOrEqual(5)
  expect(requests.every(({ source }) => isObject(source as Json))).toBe(true)
})
