// Recorded streams before laws 1 and 6, and with them 4 and 5.
import patch from 'fast-json-patch'
import type { Report } from './alignment.ts'
import { attempt, type Converted, encode, iterate, type Place } from './conversion.ts'
import { normalise } from './equivalences.ts'
import { foldChat } from './fold-chat.ts'
import { foldResponses } from './fold-responses.ts'
import { brief, isRecord, type Json, type JsonObject, same, valueAt } from './json.ts'
import { failure } from './judge-documents.ts'
import { label, record } from './ledger.ts'
import { wellFormedViolations } from './well-formed.ts'

export async function judgeStream(place: Place, parts: Json[]): Promise<void> {
  const { subject, direction } = place
  const fromChat = direction === 'chat to responses'
  const streamed = encode(place, fromChat ? subject.responseEventEncoder : subject.chatChunkEncoder, parts)
  if (streamed === null) return
  const emitted = Array.isArray(streamed.value) ? streamed.value : []
  const iterated = await iterate(fromChat ? subject.toResponseEvents : subject.toChatChunks, parts).catch(String)
  const say = (law: 'law 1' | 'law 6', wrong: string[]) =>
    record(place.ledger, label(law, direction), place.file, wrong)
  say('law 1', same(iterated, emitted) ? [] : ['the asynchronous form gives something else than the encoder'])
  if (fromChat) {
    say('law 6', emittedEvents(place, emitted, parts))
    say('law 1', eventsAgree(place, streamed, emitted, parts))
  } else {
    say('law 6', emittedChunks(emitted, parts))
    say('law 1', chunksAgree(place, streamed, emitted, parts))
  }
}

/** Law 6, twice over: by this judge and by the library's own checker, which must not see less. */
function emittedEvents({ subject }: Place, emitted: Json[], chunks: Json[]): string[] {
  const wrong = wellFormedViolations(emitted)
  const own = subject.checkResponseEvents(emitted)
  if ((wrong.length === 0) !== (own.length === 0)) {
    wrong.push(`checkResponseEvents finds ${own.length} violations here, the judge ${wrong.length}: ${brief(own[0])}`)
  }
  const { completion, error, finished, done } = foldChat(chunks)
  const { terminal } = foldResponses(emitted)
  // "A call whose name never came is `response.failed`" (§6).
  const cut = error !== null || !(finished || done) || hasNamelessCall(completion)
  if (cut !== (terminal === 'response.failed')) {
    wrong.push(`a stream that ${cut ? 'was cut or failed' : 'ended'} became ${brief(terminal)}`)
  }
  return wrong
}

function hasNamelessCall(completion: JsonObject): boolean {
  const [choice] = Array.isArray(completion.choices) ? completion.choices : []
  const message = isRecord(choice) && isRecord(choice.message) ? choice.message : {}
  const calls = [...(Array.isArray(message.tool_calls) ? message.tool_calls : []), { function: message.function_call }]
  return calls.some(call => {
    const called = isRecord(call) ? (call.function ?? call.custom) : undefined
    return isRecord(called) && !called.name
  })
}

/** The chat side of law 6: chunks only; a reason to end, or an error chunk and none. */
function emittedChunks(emitted: Json[], events: Json[]): string[] {
  const wrong: string[] = []
  const folded = foldChat(emitted)
  const source = foldResponses(events)
  const ended = source.terminal === 'response.completed' || source.terminal === 'response.incomplete'
  if (!emitted.every(isRecord)) wrong.push('something other than chunks came out')
  if (ended && folded.error !== null) wrong.push(`an error chunk for ${source.terminal}: ${brief(folded.error)}`)
  if (ended && !folded.finished) wrong.push(`no finish_reason for ${source.terminal}`)
  if (!ended && folded.error === null)
    wrong.push(`no error chunk for a stream that ended with ${brief(source.terminal)}`)
  if (!ended && folded.finished) wrong.push('a finish_reason for a stream that did not end well')
  const ids = new Set(
    emitted
      .filter(isRecord)
      .filter(chunk => chunk.error === undefined)
      .map(chunk => chunk.id),
  )
  if (ids.size > 1) wrong.push(`${ids.size} different ids`)
  return wrong
}

/** Law 1: the terminal event says what converting the folded chunks says, and reports the same losses. */
function eventsAgree(place: Place, streamed: Converted, emitted: Json[], chunks: Json[]): string[] {
  const source = foldChat(chunks)
  if (source.error !== null || !(source.finished || source.done)) return []
  const whole = attempt(place.subject.toResponse, source.completion)
  if ('thrown' in whole) return [`the folded completion was refused: ${String(whole.thrown)}`]
  const differences = compare(whole.value, foldResponses(emitted).response)
  return [...differences, ...compareLosses(whole.losses, streamed.losses)]
}

function chunksAgree(place: Place, streamed: Converted, emitted: Json[], events: Json[]): string[] {
  const source = foldResponses(events)
  const contradictions = source.contradictions.map(sentence => `the recording contradicts itself: ${sentence}`)
  if (source.response === null) return []
  if (source.terminal === 'response.failed') {
    const { error, sentences } = failure(place, source.response)
    const told = foldChat(emitted).error
    // An `error` event may know more than the failed response does, but it must be the same error.
    const agree = isRecord(error) && isRecord(told) && error.message === told.message && error.code === told.code
    return [...sentences, ...(agree ? [] : [`failed: thrown ${brief(error)}, streamed ${brief(told)}`])]
  }
  const whole = attempt(place.subject.toChatCompletion, source.response)
  if ('thrown' in whole) return [`the finished response was refused: ${String(whole.thrown)}`]
  const folded = foldChat(emitted).completion
  const differences = compare(normalise('chat completion', whole.value), normalise('chat completion', folded))
  const found = [...differences, ...compareLosses(whole.losses, streamed.losses)]
  return found.length > 0 ? [...found, ...contradictions] : []
}

function compare(whole: Json, streamed: Json): string[] {
  return patch.compare({ document: whole }, { document: streamed }).map(operation => {
    const path = operation.path.slice('/document'.length)
    const before = operation.op === 'add' ? undefined : valueAt(whole, path)
    const after = operation.op === 'remove' ? undefined : valueAt(streamed, path)
    return `${path}: whole ${brief(before)}, streamed ${brief(after)}`
  })
}

/** The same losses, once each, in any order. */
function compareLosses(whole: Report[], streamed: Report[]): string[] {
  const name = (loss: Report) => `${loss.effect} at ${loss.path}`
  const left = whole.map(name)
  const right = streamed.map(name)
  return [
    ...left.filter(loss => !right.includes(loss)).map(loss => `only the whole reports: ${loss}`),
    ...right.filter(loss => !left.includes(loss)).map(loss => `only the stream reports: ${loss}`),
    ...right.filter((loss, index) => right.indexOf(loss) !== index).map(loss => `the stream reports twice: ${loss}`),
  ]
}
