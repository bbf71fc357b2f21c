// Law 6, read off the design by itself: what is wrong with a Responses stream that was emitted, in sentences.
import { foldResponses, terminals } from './fold-responses.ts'
import { brief, isRecord, type JsonObject, same } from './json.ts'

interface OpenItem {
  item: JsonObject
  done: boolean
  /** Parts of content and summary, as `content 0` or `summary 0`, and whether each is done. */
  parts: Map<string, boolean>
  /** Texts that grow, by their event prefix and part, and whether each is done. */
  texts: Map<string, boolean>
}

interface Reading {
  items: OpenItem[]
  wrong: string[]
}

export function wellFormedViolations(events: readonly unknown[]): string[] {
  const reading: Reading = { items: [], wrong: [] }
  for (const [position, event] of events.entries()) {
    if (!isRecord(event) || typeof event.type !== 'string') {
      reading.wrong.push(`event ${position} is no event: ${brief(event)}`)
      continue
    }
    if (event.sequence_number !== position) {
      reading.wrong.push(`event ${position} (${event.type}) has sequence_number ${brief(event.sequence_number)}`)
    }
    if ((position === 0) !== (event.type === 'response.created')) {
      reading.wrong.push(`event ${position} is ${event.type}; response.created is the first event, once`)
    }
    if (event.type.startsWith('response.output_item.')) readItem(reading, event, event.type)
    else if (event.output_index !== undefined) readInside(reading, event, event.type)
  }
  closing(reading)
  ending(reading, events.filter(isRecord))
  return reading.wrong
}

function readItem({ items, wrong }: Reading, event: JsonObject, type: string): void {
  const index = event.output_index
  const item = event.item
  if (!isRecord(item) || typeof item.id !== 'string') {
    wrong.push(`${type} at output ${brief(index)} has no item with an id`)
    return
  }
  if (type.endsWith('.added')) {
    if (index !== items.length) wrong.push(`${type} has output_index ${brief(index)}, the next one is ${items.length}`)
    if (items.some(open => open.item.id === item.id)) wrong.push(`two items have the id ${item.id}`)
    items.push({ item, done: false, parts: new Map(), texts: new Map() })
    return
  }
  const open = items[Number(index)]
  if (open === undefined || open.done) {
    wrong.push(`${type} at output ${brief(index)}, where no item is open`)
    return
  }
  open.done = true
  for (const key of ['id', 'type', 'call_id', 'name']) {
    if (!same(open.item[key], item[key])) wrong.push(`${type} at output ${brief(index)}: ${key} is not that of added`)
  }
  open.item = item
}

/** The events inside an item: parts are added and done, and texts grow inside parts that are open. */
function readInside(reading: Reading, event: JsonObject, type: string): void {
  const open = reading.items[Number(event.output_index)]
  const where = `${type} at output ${brief(event.output_index)}`
  const say = (sentence: string) => reading.wrong.push(`${where}: ${sentence}`)
  if (open === undefined || open.done) {
    say('no item is open there')
    return
  }
  if (event.item_id !== undefined && event.item_id !== open.item.id) say('item_id is not the id of the item')
  // The events of a shell command name no item, on the wire and in the types alike.
  const named = !type.startsWith('response.shell_call_command.')
  if (named && event.item_id === undefined && type.endsWith('delta')) say('item_id is missing')
  const part =
    event.content_index !== undefined
      ? `content ${brief(event.content_index)}`
      : event.summary_index !== undefined
        ? `summary ${brief(event.summary_index)}`
        : ''
  if (/_part\.added$/.test(type)) {
    const group = part.split(' ')[0] ?? ''
    const next = `${group} ${[...open.parts.keys()].filter(key => key.startsWith(group)).length}`
    if (part !== next) say(`the part is ${part}, the next one is ${next}`)
    open.parts.set(part, false)
    return
  }
  if (part !== '' && open.parts.get(part) !== false) say(`the part ${part} is not open`)
  const text = `${type.slice(0, type.lastIndexOf('.'))} ${part}`
  if (/_part\.done$/.test(type)) {
    for (const [key, done] of open.texts) if (key.endsWith(part) && !done) say(`${key} is not done`)
    open.parts.set(part, true)
  } else if (type.endsWith('.delta')) {
    if (open.texts.get(text) === true) say('a delta after done')
    // A token that is half a character has no text yet; its probability is a reason to speak all the same.
    if (event.delta === '' && !(Array.isArray(event.logprobs) && event.logprobs.length > 0)) say('an empty delta')
    open.texts.set(text, false)
  } else if (type.endsWith('.done')) {
    if (open.texts.get(text) === true) say('done twice')
    const said = event.text ?? event.refusal ?? event.arguments ?? event.input ?? event.code ?? ''
    if (!open.texts.has(text) && said !== '') say('done says what no delta said')
    open.texts.set(text, true)
  }
}

/** Which text a finished item or part must have said `done` for. */
const spoken: Record<string, string> = {
  function_call: 'response.function_call_arguments ',
  custom_tool_call: 'response.custom_tool_call_input ',
  output_text: 'response.output_text content ',
  refusal: 'response.refusal content ',
  reasoning_text: 'response.reasoning_text content ',
  summary_text: 'response.reasoning_summary_text summary ',
}

/** Each `added` has its `done`, for items, parts and texts alike, and every part of an item was announced. */
function closing({ items, wrong }: Reading): void {
  for (const [index, { item, done, parts, texts }] of items.entries()) {
    const say = (sentence: string) => wrong.push(`output ${index} (${brief(item.type)}): ${sentence}`)
    if (!done) say('no output_item.done')
    for (const [part, closed] of parts) if (!closed) say(`no done for part ${part}`)
    for (const [text, closed] of texts) if (!closed) say(`no done for ${text}`)
    const own = spoken[String(item.type)]
    if (own !== undefined && texts.get(own) !== true) say(`no ${own.trim()}.done`)
    for (const group of ['content', 'summary']) {
      const list = Array.isArray(item[group]) ? item[group] : []
      const announced = [...parts.keys()].filter(key => key.startsWith(group)).length
      if (done && announced !== list.length) say(`${list.length} parts in ${group}, ${announced} announced`)
      for (const [place, part] of list.entries()) {
        const prefix = isRecord(part) ? spoken[String(part.type)] : undefined
        if (prefix !== undefined && texts.get(`${prefix}${place}`) !== true) say(`no ${prefix}${place} done`)
      }
    }
  }
}

/** One terminal event, last, that agrees with everything before it. */
function ending({ wrong }: Reading, events: JsonObject[]): void {
  const ends = events.filter(event => terminals.includes(String(event.type)))
  const last = events.at(-1)
  if (ends.length !== 1) wrong.push(`${ends.length} terminal events`)
  if (last === undefined || !terminals.includes(String(last.type))) wrong.push(`the last event is ${brief(last?.type)}`)
  const { response, terminal, contradictions } = foldResponses(events)
  wrong.push(...contradictions)
  if (response === null) return
  if (`response.${String(response.status)}` !== terminal)
    wrong.push(`${terminal} with status ${brief(response.status)}`)
  if (response.usage === undefined) wrong.push('no usage on the terminal event')
  if (terminal === 'response.failed' && !isRecord(response.error)) wrong.push('response.failed without an error')
  if (terminal === 'response.incomplete' && !isRecord(response.incomplete_details)) {
    wrong.push('response.incomplete without incomplete_details')
  }
  for (const event of events) {
    if (isRecord(event.response) && event.response.id !== response.id)
      wrong.push(`${brief(event.type)} has another response id`)
  }
}
