// What streams cost in memory, and whether their cost grows in step with their length. Needs `--expose-gc`.
import { chatChunks, readsOf, responsesEvents, streamed } from './answers.js'

const megabytes = bytes => Number((bytes / 1e6).toFixed(1))

function used() {
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Pushes everything but the end, so that the encoder is still open. */
function pushed(encoder, elements) {
  let count = 0
  for (const element of elements) count += encoder.push(element).length
  return { encoder, count }
}

/** 1,000 streams at once, each in the middle of its answer. */
function openStreams(makeEncoder, elements) {
  const begun = elements.slice(0, 104)
  const before = used()
  const open = Array.from({ length: 1000 }, () => pushed(makeEncoder(), begun))
  const after = used()
  return { 'kB a stream': Number(((after - before) / 1000 / open.length).toFixed(1)) }
}

/** CPU time per delta of a short and of a long stream: about the same, unless the cost grows faster than the length. */
function growth(makeEncoder, makeElements) {
  const cost = length => {
    const elements = makeElements(streamed('text', length))
    const spent = []
    for (let turn = 0; turn < 5; turn++) {
      globalThis.gc({ type: 'minor' })
      const before = cpuMilliseconds()
      pushed(makeEncoder(), elements).encoder.finish()
      spent.push(cpuMilliseconds() - before)
    }
    return Number(((Math.min(...spent) * 1000) / length).toFixed(2))
  }
  cost(5000)
  return { 'µs a delta of 5,000': cost(5000), 'of 50,000': cost(50_000) }
}

/** Each piece of text with the probability of its token: a list that grows with every chunk. */
function withLogprobs(chunks) {
  for (const { choices } of chunks) {
    const [choice] = choices ?? []
    if (choice?.delta.content) {
      const token = { token: choice.delta.content, logprob: -0.1, bytes: null, top_logprobs: [] }
      choice.logprobs = { content: [token], refusal: null }
    }
  }
  return chunks
}

/** One event of 20 MB, in reads of 64 KB: the highest use of memory while it is decoded and converted. */
function hugeEvent({ sseDecoder, parseEventData, responseEventEncoder, responsesSse }) {
  const [first, last] = chatChunks({ kind: 'text', pieces: [] })
  const huge = structuredClone(first)
  huge.choices[0].delta.content = 'a'.repeat(20_000_000)
  const reads = readsOf([huge, last, '[DONE]'], '64 KB a read')
  const before = used()
  const began = cpuMilliseconds()
  const decoder = sseDecoder()
  const encoder = responseEventEncoder()
  let peak = 0
  let written = 0
  for (const bytes of reads) {
    for (const { data } of decoder.push(bytes)) {
      for (const event of encoder.push(parseEventData(data).value)) written += responsesSse(event).length
      peak = Math.max(peak, process.memoryUsage().heapUsed + process.memoryUsage().external - before)
    }
  }
  return {
    'CPU ms': Number((cpuMilliseconds() - began).toFixed(0)),
    'highest MB': megabytes(peak),
    'MB written': megabytes(written),
  }
}

export function memoryChecks(library) {
  const { responseEventEncoder, chatChunkEncoder } = library
  const text = streamed('text', 5000)
  const onLoss = () => {}
  return [
    { name: 'open streams, chat to responses', measure: () => openStreams(responseEventEncoder, chatChunks(text)) },
    { name: 'open streams, responses to chat', measure: () => openStreams(chatChunkEncoder, responsesEvents(text)) },
    {
      name: 'open streams with losses, chat to responses',
      measure: () => openStreams(() => responseEventEncoder({ onLoss }), chatChunks(text)),
    },
    { name: 'growth, chat to responses', measure: () => growth(responseEventEncoder, chatChunks) },
    {
      name: 'growth with losses, chat to responses',
      measure: () => growth(() => responseEventEncoder({ onLoss }), chatChunks),
    },
    {
      name: 'growth with losses and logprobs, chat to responses',
      measure: () =>
        growth(
          () => responseEventEncoder({ onLoss }),
          said => withLogprobs(chatChunks(said)),
        ),
    },
    { name: 'growth, responses to chat', measure: () => growth(chatChunkEncoder, responsesEvents) },
    {
      name: 'growth with losses, responses to chat',
      measure: () => growth(() => chatChunkEncoder({ onLoss }), responsesEvents),
    },
    { name: 'one event of 20 MB', measure: () => hugeEvent(library) },
  ]
}
