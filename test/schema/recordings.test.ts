// The doors against recorded traffic. BRIDGE_RECORDINGS names the folder; without it the test is skipped with a message.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createParser } from 'eventsource-parser'
import { describe, expect, test } from 'vitest'
import type { DocumentKind } from '../../src/schema/index.ts'
import { wrong } from './doors.ts'

describe('recorded traffic', () => {
  const folder = process.env.BRIDGE_RECORDINGS
  const title = 'every recorded request, result and event is let in'
  if (!folder) {
    if (process.env.REQUIRE_ALL === '1') {
      test(title, () => expect.fail('BRIDGE_RECORDINGS is not set: it names the folder of recorded exchanges.'))
    } else {
      test(title, context => context.skip('BRIDGE_RECORDINGS is not set'))
    }
    return
  }

  test(title, () => {
    const index: Recorded[] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
    const refused: string[] = []
    let checked = 0
    for (const { file, api, status } of index) {
      if (status !== 200 || (api !== 'chat' && api !== 'responses')) continue
      for (const [kind, body] of documentsOf(api, JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
        checked += 1
        refused.push(...wrong(kind, body).map(sentence => `${file} ${kind} ${sentence}`))
      }
    }
    expect(refused).toEqual([])
    expect(checked).toBeGreaterThan(index.length)
  }, 60_000)
})

interface Recorded {
  file: string
  api: string
  status: number | null
}

interface Exchange {
  request?: unknown
  response?: unknown
  response_sse?: string
}

function documentsOf(api: 'chat' | 'responses', exchange: Exchange): [DocumentKind, unknown][] {
  const isChat = api === 'chat'
  const documents: [DocumentKind, unknown][] = []
  if (exchange.request) documents.push([isChat ? 'chat-request' : 'responses-request', exchange.request])
  if (exchange.response) documents.push([isChat ? 'chat-completion' : 'response', exchange.response])
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = parsed(data)
      if (event !== undefined) documents.push([isChat ? 'chat-chunk' : 'response-event', event])
    },
  })
  parser.feed(exchange.response_sse ?? '')
  return documents
}

/** Undefined for [DONE], and for what is not JSON: parallel-tool-call-wrapper.1.stream lost a brace when it was edited. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
