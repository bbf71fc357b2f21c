// One event of twenty megabytes through the whole conversion, in both directions.
import { expect, test } from 'vitest'
import { chatStream, completed, opening } from '../fetch/streams.ts'
import { bytesOf, convert, endingOf } from './bytes-streams.ts'

const escaped = 'é€😀\\ud83d\\ude00'.repeat(1_150_000)
const said: string = JSON.parse(`"${escaped}"`)

const delta = { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta: '#' }
const finished = { ...completed, response: { ...completed.response, output: [] } }
const events = [...opening, delta, finished].map(event => `data: ${JSON.stringify(event)}\n\n`).join('')

const streams = [
  { side: 'chat', caller: 'responses', text: chatStream.join('').replace('"content":"h"', '"content":"#"') },
  { side: 'responses', caller: 'chat', text: events },
] as const

test.each(streams)(
  'an event of twenty megabytes of $side reaches a caller of $caller whole',
  ({ side, caller, text }) => {
    const bytes = bytesOf(text.replace('#', () => escaped))
    expect(bytes.length).toBeGreaterThan(20_000_000)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    )
    const converted = convert(side, pieces)
    expect(endingOf(caller, converted)).toBe('finished')
    expect(converted.includes(said)).toBe(true)
  },
)
