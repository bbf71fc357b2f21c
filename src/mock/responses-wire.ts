// A finished Response told as the events that lead to it, in the order of the real API.
import { isObject, type Json, objects } from './checks.ts'
import { fragments, obfuscation, words } from './tokens.ts'

type Emit = (type: string, fields: Json) => void

interface Item {
  item: Json
  output_index: number
  item_id: unknown
  /** Whether deltas carry filler. */
  filled: boolean
}

const filler = (filled: boolean, delta: string) => (filled ? { obfuscation: obfuscation(delta) } : {})

function tellReasoning(emit: Emit, { item, output_index, item_id, filled }: Item): void {
  emit('response.output_item.added', {
    item: { ...item, summary: [], ...(item.content ? { content: [] } : {}) },
    output_index,
  })
  for (const [content_index, { text }] of objects(item.content).entries()) {
    const place = { content_index, item_id, output_index }
    // The SDK's reader wants the part announced, as local servers do; no recording of OpenAI itself has raw reasoning.
    emit('response.content_part.added', { ...place, part: { type: 'reasoning_text', text: '' } })
    for (const delta of words(String(text))) {
      emit('response.reasoning_text.delta', { ...place, delta, ...filler(filled, delta) })
    }
    emit('response.reasoning_text.done', { ...place, text })
    emit('response.content_part.done', { ...place, part: { type: 'reasoning_text', text } })
  }
  for (const [summary_index, { text }] of objects(item.summary).entries()) {
    const place = { item_id, output_index, summary_index }
    emit('response.reasoning_summary_part.added', { ...place, part: { type: 'summary_text', text: '' } })
    for (const delta of words(String(text))) {
      emit('response.reasoning_summary_text.delta', { ...place, delta, ...filler(filled, delta) })
    }
    emit('response.reasoning_summary_text.done', { ...place, text })
    emit('response.reasoning_summary_part.done', { ...place, part: { type: 'summary_text', text } })
  }
}

function tellText(emit: Emit, part: Json, place: Json, filled: boolean): void {
  const all = objects(part.logprobs)
  for (const [index, delta] of words(String(part.text)).entries()) {
    emit('response.output_text.delta', {
      ...place,
      delta,
      logprobs: all.slice(index, index + 1),
      ...filler(filled, delta),
    })
  }
  for (const [annotation_index, annotation] of objects(part.annotations).entries()) {
    emit('response.output_text.annotation.added', { ...place, annotation, annotation_index })
  }
  emit('response.output_text.done', { ...place, text: part.text, logprobs: part.logprobs })
}

function tellMessage(emit: Emit, { item, output_index, item_id, filled }: Item): void {
  emit('response.output_item.added', { item: { ...item, status: 'in_progress', content: [] }, output_index })
  for (const [content_index, part] of objects(item.content).entries()) {
    const place = { content_index, item_id, output_index }
    const empty =
      part.type === 'refusal'
        ? { type: 'refusal', refusal: '' }
        : { type: 'output_text', annotations: [], logprobs: [], text: '' }
    emit('response.content_part.added', { ...place, part: empty })
    if (part.type === 'refusal') {
      for (const delta of words(String(part.refusal)))
        emit('response.refusal.delta', { ...place, delta, ...filler(filled, delta) })
      emit('response.refusal.done', { ...place, refusal: part.refusal })
    } else {
      tellText(emit, part, place, filled)
    }
    emit('response.content_part.done', { ...place, part })
  }
}

function tellCall(emit: Emit, { item, output_index, item_id, filled }: Item): void {
  const [key, prefix] =
    item.type === 'custom_tool_call' ? ['input', 'custom_tool_call_input'] : ['arguments', 'function_call_arguments']
  emit('response.output_item.added', { item: { ...item, status: 'in_progress', [key]: '' }, output_index })
  for (const delta of fragments(String(item[key]))) {
    emit(`response.${prefix}.delta`, { delta, item_id, output_index, ...filler(filled, delta) })
  }
  emit(`response.${prefix}.done`, { [key]: item[key], item_id, output_index })
}

const tellers: Record<string, (emit: Emit, item: Item) => void> = {
  reasoning: tellReasoning,
  message: tellMessage,
  function_call: tellCall,
  custom_tool_call: tellCall,
}

/** One string per event: `event:` and `data:` lines, no [DONE] at the end. */
export function eventLines(start: Json, end: Json, request: Json, failure?: Json): string[] {
  const lines: string[] = []
  const emit: Emit = (type, fields) => {
    const event = { type, ...fields, sequence_number: lines.length }
    lines.push(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const filled = !(isObject(request.stream_options) && request.stream_options.include_obfuscation === false)
  emit('response.created', { response: start })
  emit('response.in_progress', { response: start })
  for (const [output_index, item] of objects(end.output).entries()) {
    tellers[String(item.type)]?.(emit, { item, output_index, item_id: item.id, filled })
    emit('response.output_item.done', { item, output_index })
  }
  // Recordings nest the error of this event; the published types have it flat.
  if (failure !== undefined) emit('error', failure)
  emit(`response.${end.status}`, { response: end })
  return lines
}
