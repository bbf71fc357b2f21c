// What the bench measures: pairs of a floor and a conversion that does the same work and converts besides. They are given
// the library, so that the test runs the very same work on the sources that the bench runs on the build.
import { chatChunks, chatCompletion, readsOf, response, responsesEvents, streamed } from './answers.js'
import { chatRequest, conversations, responsesRequest } from './conversation.js'
import { copyBody, copyStream, throughSplit } from './floor.js'

const kilobytes = length => `${(length / 1000).toFixed(length < 10_000 ? 1 : 0)} KB`

/** A request or a result: parse, convert, write, against parse, write. `expected` is the same in the other API. */
function body(name, value, expected, convert, limit) {
  const text = JSON.stringify(value)
  return {
    name: `${name}, ${kilobytes(text.length)}`,
    bytes: text.length,
    limit,
    expected,
    floor: () => copyBody(text),
    converted: () => JSON.stringify(convert(JSON.parse(text))),
  }
}

const limits = { tiny: 1.3, typical: 1.15, large: 1.15, image: 1.15 }

function requests({ toResponsesRequest, toChatRequest }) {
  return Object.entries(conversations).flatMap(([size, conversation]) => {
    const chat = chatRequest(conversation)
    const responses = responsesRequest(conversation)
    return [
      body(`request ${size}, chat to responses`, chat, responses, given => toResponsesRequest(given), limits[size]),
      body(`request ${size}, responses to chat`, responses, chat, given => toChatRequest(given), limits[size]),
    ]
  })
}

function results({ toResponse, toChatCompletion }) {
  const [chat, responses] = [chatCompletion(), response()]
  return [
    body('result, chat to responses', chat, responses, given => toResponse(given)),
    body('result, responses to chat', responses, chat, given => toChatCompletion(given)),
  ]
}

const utf8 = new TextEncoder()

/** Bytes to bytes through the library's own decoder and encoder of server-sent events. */
function throughWire(library, reads, encoder, write, end) {
  const decoder = library.sseDecoder()
  const written = []
  const emit = elements => {
    let text = ''
    for (const element of elements) text += write(element)
    return text
  }
  const convert = events => {
    let text = ''
    for (const { data } of events) text += emit(encoder.push(library.parseEventData(data).value))
    return text
  }
  const send = text => {
    if (text !== '') written.push(utf8.encode(text))
  }
  for (const bytes of reads) send(convert(decoder.push(bytes)))
  send(convert(decoder.finish()) + emit(encoder.finish()) + end)
  return written
}

/** Bytes to bytes with the floor's own split, parse and stringify around the encoder: what the encoder alone costs. */
function throughEncoder(reads, encoder, write, end) {
  const emit = elements => {
    let text = ''
    for (const element of elements) text += write(element)
    return text
  }
  const written = throughSplit(reads, data => emit(encoder.push(data === '[DONE]' ? data : JSON.parse(data))))
  const last = emit(encoder.finish()) + end
  if (last !== '') written.push(utf8.encode(last))
  return written
}

const plainChat = chunk => `data: ${JSON.stringify(chunk)}\n\n`
const plainResponses = event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** The two directions of a stream: who makes its elements, who converts them, who writes what comes out. */
function streamDirections(library) {
  return [
    {
      name: 'chat to responses',
      elements: chatChunks,
      encoder: options => library.responseEventEncoder(options),
      writer: () => library.responsesSse,
      plain: plainResponses,
      end: '',
    },
    {
      name: 'responses to chat',
      elements: responsesEvents,
      encoder: options => library.chatChunkEncoder(options),
      writer: library.chatSseWriter,
      plain: plainChat,
      end: 'data: [DONE]\n\n',
    },
  ]
}

const deltas = 5000

function streams(library) {
  const made = []
  for (const direction of streamDirections(library)) {
    for (const kind of ['text', 'arguments']) {
      const said = streamed(kind, deltas)
      const elements = direction.elements(said)
      for (const size of ['one event a read', '64 KB a read']) {
        const reads = readsOf(elements, size)
        const common = {
          bytes: reads.reduce((sum, { length }) => sum + length, 0),
          events: elements.length,
          limit: 1.25,
          said,
          floor: () => copyStream(reads),
        }
        made.push({
          ...common,
          name: `stream of ${kind}, ${direction.name}, ${size}`,
          converted: () => throughWire(library, reads, direction.encoder(), direction.writer(), direction.end),
        })
        made.push({
          ...common,
          limit: undefined,
          name: `encoder of ${kind}, ${direction.name}, ${size}`,
          converted: () => throughEncoder(reads, direction.encoder(), direction.plain, direction.end),
        })
      }
      const reads = readsOf(elements, '64 KB a read')
      made.push({
        name: `stream with losses of ${kind}, ${direction.name}, 64 KB a read`,
        bytes: reads.reduce((sum, { length }) => sum + length, 0),
        events: elements.length,
        said,
        floor: () => copyStream(reads),
        converted: () =>
          throughWire(library, reads, direction.encoder({ onLoss() {} }), direction.writer(), direction.end),
      })
    }
  }
  return made
}

/** Every workload: `name`, what `floor` and `converted` read (`bytes`, `events`) and the `limit` of their ratio. */
export const workloads = library => [...requests(library), ...results(library), ...streams(library)]
