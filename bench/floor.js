// What any bridge has to do at the least: the floors that the conversions are compared with.

/** A body is parsed and written again. */
export const copyBody = text => JSON.stringify(JSON.parse(text))

const utf8 = new TextEncoder()

/** Calls `onEvent` with the text of each event in the bytes: a blank line ends it. */
function splitter(onEvent) {
  const characters = new TextDecoder()
  let rest = ''
  return bytes => {
    const text = rest + characters.decode(bytes, { stream: true })
    let start = 0
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n', start)) {
      onEvent(text.slice(start, end))
      start = end + 2
    }
    rest = text.slice(start)
  }
}

/** Bytes in, bytes out: `convert` makes the text to be written of the data of each event. Returns the bytes written. */
export function throughSplit(reads, convert) {
  const written = []
  let text = ''
  const push = splitter(event => {
    text += convert(event.slice(event.indexOf('data: ') + 'data: '.length))
  })
  for (const bytes of reads) {
    push(bytes)
    if (text !== '') written.push(utf8.encode(text))
    text = ''
  }
  return written
}

/** A stream is split into its events, and each of them is parsed, written again and emitted. */
export const copyStream = reads => throughSplit(reads, copyEvent)

function copyEvent(data) {
  if (data === '[DONE]') return 'data: [DONE]\n\n'
  const element = JSON.parse(data)
  const line = `data: ${JSON.stringify(element)}\n\n`
  return element.type === undefined ? line : `event: ${element.type}\n${line}`
}
