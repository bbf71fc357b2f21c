// `stop` and citations: what was cited before the cut is told, though citations wait for the end of the text.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixturesFolder } from '../fixtures.ts'
import { askChat, chatHello, eventsOf, streamAnswer } from './upstream.ts'

const stream = readFileSync(join(fixturesFolder, 'citations-within-the-text', 'responses.stream.sse'), 'utf8')
const events = stream.split('\n\n').map(event => `${event}\n\n`)

interface Delta {
  content?: string
  annotations?: { url_citation: { title: string } }[]
}

test.each([
  ['Rome', 'Paris and ', ['Paris']],
  ['Par', '', []],
  ['London', 'Paris and Rome', ['Paris', 'Rome']],
])('a stream that stops at %s keeps the citations before it', async (stop, text, cited) => {
  const answer = await askChat(streamAnswer(events), { ...chatHello, stream: true, stop })
  const chunks = await eventsOf(answer)
  const deltas = chunks.flatMap(chunk =>
    chunk === '[DONE]' ? [] : (chunk.choices as { delta: Delta }[]).map(({ delta }) => delta),
  )
  expect(deltas.map(({ content }) => content ?? '').join('')).toBe(text)
  expect(deltas.flatMap(({ annotations }) => annotations ?? []).map(one => one.url_citation.title)).toEqual(cited)
  expect(chunks.slice(-2)).toMatchObject([{ choices: [{ finish_reason: 'stop' }] }, '[DONE]'])
})
