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
async function median(operation, times) {
  const taken = []
  for (let time = 0; time < times; time++) {
    const started = performance.now()
    await operation(time)
    taken.push(performance.now() - started)
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)]
}

async function measured(from) {
  const put = await median(index => store.put(key(`resp_${from + index}`), value(`resp_${from + index}`)), hundredth)
  const retrieve = await median(index => store.get(key(`resp_${from + index}`)), hundredth)
  const append = await median(index => store.append(conversation, [{ turn: from + index }]), hundredth)
  return { put, retrieve, append }
}

const first = await measured(0)
for (let index = hundredth; index < records - hundredth; index++) {
  await store.put(key(`resp_${index}`), value(`resp_${index}`))
  await store.append(conversation, [{ turn: index }])
}
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
