// What variations have found in the library, each in its smallest form.
import { expect, test } from 'vitest'
import { toChatCompletion, toChatRequest } from '../../src/index.ts'
import type { Place } from '../laws/conversion.ts'
import type { JsonObject } from '../laws/json.ts'
import { judgeRequest, judgeResult } from '../laws/judge-documents.ts'
import { judgeStream } from '../laws/judge-streams.ts'
import { openLedger } from '../laws/ledger.ts'
import { subject } from '../laws/subject.ts'

const place = (): Place => ({ subject, ledger: openLedger(), file: 'found', direction: 'responses to chat' })
const text = (said: string): JsonObject => ({ type: 'output_text', text: said })
const message = (said: string): JsonObject => ({ type: 'message', role: 'assistant', content: [text(said)] })

/** Converts a response that must obey the laws, and says what is lost. */
function lossesOf(response: JsonObject): string[] {
  const judged = place()
  judgeResult(judged, { id: 'resp_1', object: 'response', created_at: 1, ...response })
  expect(judged.ledger.violations).toEqual([])
  const losses: string[] = []
  toChatCompletion(response as never, { onLoss: ({ effect, path }) => void losses.push(`${effect} ${path}`) })
  return losses
}

test('the text that SDKs add is lost where it is not the text of the output, and only there', () => {
  expect(lossesOf({ output: [message('Hi')], output_text: 'Hi' })).toEqual([])
  expect(lossesOf({ output: [text('Hi')], output_text: 'Hi' })).toEqual([])
  expect(lossesOf({ output: [message('Hi')], output_text: 'Ho' })).toEqual(['dropped /output_text'])
  expect(lossesOf({ output: [], output_text: 'Ho' })).toEqual(['dropped /output_text'])
})

test('texts without a message around them are joined to others with a report', () => {
  expect(lossesOf({ output: [text('Hi')] })).toEqual([])
  expect(lossesOf({ output: [text('Hi'), message('Ho')] })).toEqual(['changed /output/0', 'changed /output/1'])
  expect(lossesOf({ output: [message('Hi'), text('Ho')] })).toEqual([
    'changed /output/0/content/0',
    'changed /output/1',
  ])
  expect(lossesOf({ output: [text(''), message('Ho')] })).toEqual(['dropped /output/0'])
})

test('an answer without a status that says why it is incomplete is incomplete', () => {
  const cut = { output: [message('Hi')], incomplete_details: { reason: 'max_output_tokens' } }
  expect(lossesOf(cut)).toEqual([])
  expect(toChatCompletion(cut as never).choices[0]?.finish_reason).toBe('length')
  expect(lossesOf({ ...cut, status: 'completed' })).toEqual(['dropped /incomplete_details'])
})

test('tools that are lost are reported one by one where items of the input bring others', () => {
  const found = { type: 'function', name: 'f', parameters: {}, strict: false }
  const search = { type: 'tool_search_output', call_id: 'c', execution: 'client', status: 'completed', tools: [found] }
  const request = { tools: [{ type: 'tool_search' }], input: [search, { role: 'user', content: 'Hi' }] }
  const judged = place()
  judgeRequest(judged, request, false)
  expect(judged.ledger.violations).toEqual([])
})

test('of two web searches the second one is lost, and reported', () => {
  const request = {
    model: 'gpt-4o-search-preview',
    input: 'Hi',
    tools: [{ type: 'web_search', search_context_size: 'low' }, { type: 'web_search' }],
  }
  const losses: string[] = []
  const chat = toChatRequest(request as never, { onLoss: ({ path }) => void losses.push(path) })
  expect(chat).toMatchObject({ web_search_options: { search_context_size: 'low' } })
  expect(losses).toEqual(['/tools/1'])
})

test('a stream that only thinks has lost as much as the same answer at once', async () => {
  const judged: Place = { ...place(), direction: 'chat to responses' }
  const chunk = (delta: JsonObject): JsonObject => ({ id: 'chatcmpl-1', choices: [{ index: 0, delta }] })
  await judgeStream(judged, [chunk({ role: 'assistant', reasoning_content: 'Hm.' }), '[DONE]'])
  expect(judged.ledger.violations).toEqual([])
})
