// `node bench/store.js [--store memory] [--records 20000] [--json]`: what storing, retrieving and appending cost among the
// first hundredth of so many records, and among the last, in one run. A store stays flat when the ratios stay near 1.
import { parseArgs } from 'node:util'
import { openStore } from '../dist/src/server/store/index.js'

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'memory' },
    records: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
  },
})
const records = Number(values.records)
const hundredth = Math.max(1, Math.floor(records / 100))
const mostMeasured = 2000
const writers = 5
const owner = 'bench'
const key = id => ({ owner, kind: 'response', id })
const conversation = { owner, kind: 'conversation', id: 'conv', list: 'items' }
const value = id => ({
  response: { id, status: 'completed', output: [] },
  input: [{ role: 'user', content: 'x'.repeat(200) }],
})

const store = await openStore(values.store)
await store.sweep(0)
await store.put(conversation, {})

/** Milliseconds of the median operation: a pause of the machine is no property of the store. */
const medianOf = taken => taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]

async function timed(taken, operation) {
  const started = performance.now()
  await operation()
  taken.push(performance.now() - started)
}

/** Operations in turn, so that a busy moment of the machine is shared by all of them. */
async function measured(from) {
  const [put, retrieve, append] = [[], [], []]
  for (let index = from; index < from + Math.min(hundredth, mostMeasured); index++) {
    const id = `resp_${index}`
    await timed(put, () => store.put(key(id), value(id)))
    await timed(retrieve, () => store.get(key(id)))
    await timed(append, () => store.append(conversation, [{ turn: index }]))
  }
  return { put: medianOf(put), retrieve: medianOf(retrieve), append: medianOf(append) }
}

/** What is in between is not measured: it is written by many at once, and the items many at a time. */
async function filled(from, to) {
  let next = from
  const writer = async () => {
    while (next < to) {
      const start = next
      next = Math.min(to, start + 20)
      const indexes = Array.from({ length: next - start }, (_, place) => start + place)
      await Promise.all([
        ...indexes.map(index => store.put(key(`resp_${index}`), value(`resp_${index}`))),
        store.append(
          conversation,
          indexes.map(turn => ({ turn })),
        ),
      ])
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}

const first = await measured(0)
await filled(Math.min(hundredth, mostMeasured), records - hundredth)
const last = await measured(records - hundredth)
await store.close()

const rows = Object.keys(first).map(name => ({
  operation: name,
  first: first[name],
  last: last[name],
  ratio: last[name] / first[name],
}))
if (values.json) console.log(JSON.stringify({ store: values.store, records, rows }, null, 2))
else {
  console.log(`${values.store}, ${records} records: milliseconds of the median operation`)
  for (const { operation, first, last, ratio } of rows) {
    console.log(
      `  ${operation.padEnd(9)} first ${first.toFixed(4)}  last ${last.toFixed(4)}  ratio ${ratio.toFixed(2)}`,
    )
  }
}
