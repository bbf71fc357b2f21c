// Stored chat completions: made with `store: true`, listed, looked at, renamed, deleted; and their messages.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import { ChatFold } from '../../convert/delta.ts'
import type { Elements } from '../../shim/elements.ts'
import { chatSseWriter } from '../../wire/chat-sse-writer.ts'
import { WrittenPieces } from '../elements.ts'
import { JsonBody } from '../front.ts'
import { ConflictError } from '../store/store.ts'
import { Answer } from './answer.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall } from './call.ts'
import { each } from './events.ts'
import { metadataOf } from './metadata.ts'
import { listBody, type Paging, pageOf, pagingOf } from './paging.ts'
import { completionKey, save } from './records.ts'
import { Run } from './run.ts'

interface CompletionRecord {
  /** The completion, with the metadata of its request. */
  readonly completion: JsonObject
  /** The request's messages as the API lists them. */
  readonly messages: readonly JsonObject[]
}

/** Undefined when nothing is to be stored: the server then carries the call by itself. */
export async function createCompletion(state: State, call: StateCall): Promise<Answer | undefined> {
  const { body, owner } = call
  if (body?.store !== true || owner === undefined) return undefined
  const metadata = metadataOf(body.metadata)
  const id = `chatcmpl-${state.randomId()}`
  const keep = (completion: JsonObject) => {
    const record: CompletionRecord = {
      completion: { ...completion, metadata: metadata ?? {} },
      messages: messagesOf(body.messages, id),
    }
    return save(state, completionKey(owner, id), record, { expected: 0 })
  }
  // Upstream stores nothing on our behalf; and what is to be stored is finished even if the caller leaves.
  const streamed = body.stream === true
  const signal = streamed ? new AbortController().signal : call.signal
  const answer = await call.forward({ ...body, store: false }, signal)
  if (!answer.ok) return answer
  const elements = streamed ? answer.elements : undefined
  if (elements !== undefined) {
    const run = new Run()
    void keepStream(elements, id, run, keep, state)
    return answer.with(new WrittenPieces(run, chatSseWriter()))
  }
  const completion: unknown = answer.json()
  if (!isObject(completion)) return answer.with(new JsonBody(completion))
  const named = { ...completion, id }
  await keep(named).catch(error => notKept(state, error))
  return answer.with(new JsonBody(named))
}

/** Chunks with our id; before `[DONE]` goes out, what they amount to has been kept, unless the stream was cut. */
async function keepStream(
  elements: Elements,
  id: string,
  run: Run,
  keep: (completion: JsonObject) => Promise<unknown>,
  state: State,
): Promise<void> {
  const fold = new ChatFold()
  let failed = false
  try {
    await each(elements, chunks => {
      for (const chunk of chunks) {
        if (!isObject(chunk)) continue
        const named = chunk.error === undefined ? { ...chunk, id } : chunk
        if (chunk.error !== undefined) failed = true
        else fold.add(named)
        run.push([named])
      }
      return run.room()
    })
    if (!failed) await keep(fold.completion)
  } catch (error) {
    notKept(state, error)
  } finally {
    run.push(['[DONE]'])
    run.end()
  }
}

/** The answer has been paid for and is not thrown away; that it cannot be found later is said in the log. */
function notKept(state: State, error: unknown): void {
  const why = error instanceof Error ? error.message : 'unknown error'
  state.options.notice?.(`A completion could not be stored: ${why}`)
}

function messagesOf(messages: unknown, id: string): JsonObject[] {
  return (Array.isArray(messages) ? messages.filter(isObject) : []).map((message, index) => {
    const parts = Array.isArray(message.content)
    return {
      ...message,
      id: `${id}-${index}`,
      content: parts ? null : (message.content ?? null),
      content_parts: parts ? message.content : null,
    }
  })
}

async function owned(state: State, call: StateCall, id: string) {
  const owner = ownerOf(call)
  const found = await state.store.get(completionKey(owner, id))
  if (found === undefined) throw notFound()
  return { owner, version: found.version, record: found.value as JsonObject & CompletionRecord }
}

export async function retrieveCompletion(state: State, call: StateCall, id: string): Promise<Answer> {
  return Answer.json((await owned(state, call, id)).record.completion)
}

export async function updateCompletion(state: State, call: StateCall, id: string): Promise<Answer> {
  const metadata = metadataOf(call.body?.metadata)
  if (metadata === undefined) throw badRequest('`metadata` is missing.', 'metadata', 'missing_required_parameter')
  for (;;) {
    const { owner, record, version } = await owned(state, call, id)
    const completion = { ...record.completion, metadata }
    try {
      await save(state, completionKey(owner, id), { ...record, completion }, { expected: version })
      return Answer.json(completion)
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
    }
  }
}

export async function deleteCompletion(state: State, call: StateCall, id: string): Promise<Answer> {
  if (!(await state.store.delete(completionKey(ownerOf(call), id)))) throw notFound()
  return Answer.json({ id, object: 'chat.completion.deleted', deleted: true })
}

export async function listMessages(state: State, call: StateCall, id: string): Promise<Answer> {
  const paging = pagingOf(call.query, 'asc')
  return Answer.json(pageOf((await owned(state, call, id)).record.messages, paging))
}

export async function listCompletions(state: State, call: StateCall): Promise<Answer> {
  const paging = pagingOf(call.query, 'asc')
  const found: JsonObject[] = []
  for await (const completion of completionsAfter(state, ownerOf(call), paging)) {
    if (isAskedFor(completion, call.query)) found.push(completion)
    if (found.length > paging.limit) break
  }
  return Answer.json(listBody(found, paging.limit))
}

const pageSize = 100

async function* completionsAfter(state: State, owner: string, { order, after: start }: Paging) {
  for (let after = start; ; ) {
    const page = await state.store.find(owner, 'completion', { limit: pageSize, order, after })
    for (const { value } of page) yield (value as JsonObject & CompletionRecord).completion
    after = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

/** `model=…` and `metadata[key]=value`, as the API filters. */
function isAskedFor(completion: JsonObject, query: URLSearchParams): boolean {
  const metadata = isObject(completion.metadata) ? completion.metadata : {}
  return [...query].every(([name, value]) => {
    if (name === 'model') return completion.model === value
    const key = /^metadata\[(.*)\]$/.exec(name)?.[1]
    return key === undefined || metadata[key] === value
  })
}
