// The judge before the judge: libraries made by hand, each with one fault that has to be caught by the right law.
import { describe, expect, test } from 'vitest'
import { convert, type Place } from './conversion.ts'
import type { Json } from './json.ts'
import { judgeError, judgeRequest } from './judge-documents.ts'
import { judgeStream } from './judge-streams.ts'
import { openLedger } from './ledger.ts'
import { sampleStream } from './sample-stream.ts'
import type { Subject } from './subject.ts'
import { wellFormedViolations } from './well-formed.ts'

describe('a library', () => {
  const typed = new RangeError('typed')
  const unmappable = new SyntaxError('unmappable')
  const honest: Subject = {
    toResponsesRequest: input => input,
    toChatRequest: input => input,
    toResponse: () => sampleStream().at(-1)?.response,
    toChatCompletion: input => input,
    responseEventEncoder: () => ({ push: part => (part === '[DONE]' ? sampleStream() : []), finish: () => [] }),
    chatChunkEncoder: () => ({ push: () => [], finish: () => [] }),
    toResponseEvents: async function* () {
      yield* sampleStream()
    },
    toChatChunks: async function* () {},
    toResponsesError: status => ({ status, body: { error: { message: 'm', type: 't', param: null, code: null } } }),
    toChatError: status => ({ status, body: { error: { message: 'm', type: 't', param: null, code: null } } }),
    checkResponseEvents: events => wellFormedViolations(events),
    isTyped: error => error === typed || error === unmappable,
    isApiError: error => error === typed,
    isUnmappable: error => error === unmappable,
  }
  const place = (faults: Partial<Subject>): Place => ({
    subject: { ...honest, ...faults },
    ledger: openLedger(),
    file: 'sample',
    direction: 'chat to responses',
  })
  const found = ({ ledger }: Place) => ledger.violations.map(({ law, sentence }) => `${law}: ${sentence}`).join('\n')
  const request: Json = { model: 'm', seed: 1, tools: [{ function: { parameters: { type: 'object' } } }] }
  const requestVerdict = (faults: Partial<Subject>) => {
    const at = place(faults)
    judgeRequest(at, request, false)
    return found(at)
  }
  const streamVerdict = async (faults: Partial<Subject>, chunks: Json[]) => {
    const at = place(faults)
    await judgeStream(at, chunks)
    return found(at)
  }

  test('that breaks no law is not accused', async () => {
    expect(requestVerdict({})).toBe('')
    expect(await streamVerdict({}, ['[DONE]'])).toBe('')
  })
  test('that writes into its input is caught by law 4', () => {
    expect(requestVerdict({ toResponsesRequest: input => Object.assign(Object(input), { store: false }) })).toMatch(
      /^law 4/,
    )
  })
  test('that copies a schema is caught by law 4', () => {
    expect(requestVerdict({ toResponsesRequest: input => structuredClone(input) })).toMatch(/^law 4.*copied/)
  })
  test('that lets a TypeError out is caught by law 5, a typed error only where none is due', () => {
    const toResponsesRequest = (error: Error) => () => {
      throw error
    }
    expect(requestVerdict({ toResponsesRequest: toResponsesRequest(new TypeError('x is undefined')) })).toMatch(
      /^law 5/,
    )
    expect(requestVerdict({ toResponsesRequest: toResponsesRequest(typed) })).toMatch(/^law 5/)
    const refused = place({})
    expect(convert(refused, toResponsesRequest(typed), request, true)).toBeNull()
    expect(found(refused)).toBe('')
  })
  test('that reports a loss but does not refuse it in strict mode is caught by law 5', () => {
    const toResponsesRequest: Subject['toResponsesRequest'] = (input, options) => {
      options.onLoss?.({ path: '/seed', effect: 'dropped', code: 'no-counterpart', message: 'No.' })
      const { seed, ...rest } = Object(input)
      return seed === undefined ? input : rest
    }
    expect(requestVerdict({ toResponsesRequest })).toMatch(/^law 5.*strict did not refuse/)
  })
  test('whose stream lost what its result has is caught by law 1', async () => {
    const toResponse = () => ({ ...Object(honest.toResponse({}, {})), output: [] })
    expect(await streamVerdict({ toResponse }, ['[DONE]'])).toMatch(/^law 1.*output/)
  })
  test('that reports a loss in the stream alone is caught by law 1', async () => {
    const responseEventEncoder: Subject['responseEventEncoder'] = options => {
      options.onLoss?.({ path: '/system_fingerprint', effect: 'dropped', code: 'no-counterpart', message: 'No.' })
      return honest.responseEventEncoder(options)
    }
    expect(await streamVerdict({ responseEventEncoder }, ['[DONE]'])).toMatch(/^law 1.*only the stream reports/)
  })
  test('that completes a stream that was cut is caught by law 6', async () => {
    const responseEventEncoder = () => ({ push: () => [], finish: () => sampleStream() })
    expect(await streamVerdict({ responseEventEncoder }, [])).toMatch(
      /law 6.*was cut or failed became "response.completed"/,
    )
  })
  test('whose own checker sees less than the judge is caught by law 6', async () => {
    const responseEventEncoder = () => ({ push: () => [], finish: () => sampleStream().slice(0, -1) })
    expect(await streamVerdict({ responseEventEncoder, checkResponseEvents: () => [] }, ['[DONE]'])).toMatch(
      /finds 0 violations/,
    )
  })
  test('that answers an error without all four keys is caught', () => {
    const at = place({ toResponsesError: status => ({ status, body: { error: { message: 'm' } } }) })
    judgeError(at, 400, { error: { message: 'm' } })
    expect(found(at)).toMatch(/^errors/)
  })
})
