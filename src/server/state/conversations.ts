// The routes of conversations: make, look at, rename, delete; and their items.

import { isObject, type JsonObject } from '../../atlas/read.ts'
import { ConflictError, type StoredRecord } from '../store/store.ts'
import { Answer } from './answer.ts'
import { badRequest, notFound, ownerOf, type State, type StateCall, seconds } from './call.ts'
import { appendItems, conversationItems, placedItems, readConversation, removeItem } from './conversation-items.ts'
import { inputItems, itemId, listedItem } from './items.ts'
import { metadataOf } from './metadata.ts'
import { pageOf, pagingOf } from './paging.ts'
import { conversationKey } from './records.ts'

/** As many as the API takes at once. */
const mostItems = 20

export async function createConversation(state: State, call: StateCall): Promise<Answer> {
  const owner = ownerOf(call)
  const { items, metadata } = call.body ?? {}
  const id = `conv_${state.randomId()}`
  const said = itemsOf(state, items)
  const conversation = { id, object: 'conversation', created_at: seconds(state), metadata: metadataOf(metadata) ?? {} }
  await state.store.put(conversationKey(owner, id), conversation, { expected: 0 })
  if (said.length > 0) await appendItems(state, owner, id, said)
  return Answer.json(conversation)
}

function itemsOf(state: State, value: unknown): JsonObject[] {
  if (value !== undefined && value !== null && !Array.isArray(value))
    throw badRequest('`items` must be a list.', 'items')
  const items = inputItems(value)
  if (items.length > mostItems) throw badRequest(`\`items\` may have ${mostItems} items at once.`, 'items')
  const random = state.randomId()
  return items.map((item, index) => ({ ...item, id: itemId(item, random, 'i', index) }))
}

async function owned(state: State, call: StateCall, id: string): Promise<{ owner: string; found: StoredRecord }> {
  const owner = ownerOf(call)
  const found = await readConversation(state, owner, id)
  if (found === undefined) throw notFound()
  return { owner, found }
}

export async function retrieveConversation(state: State, call: StateCall, id: string): Promise<Answer> {
  return Answer.json((await owned(state, call, id)).found.value)
}

export async function updateConversation(state: State, call: StateCall, id: string): Promise<Answer> {
  const metadata = metadataOf(call.body?.metadata)
  if (metadata === undefined) throw badRequest('`metadata` is missing.', 'metadata', 'missing_required_parameter')
  for (;;) {
    const { owner, found } = await owned(state, call, id)
    const changed = { ...found.value, metadata }
    try {
      await state.store.put(conversationKey(owner, id), changed, { expected: found.version })
      return Answer.json(changed)
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
    }
  }
}

export async function deleteConversation(state: State, call: StateCall, id: string): Promise<Answer> {
  if (!(await state.store.delete(conversationKey(ownerOf(call), id)))) throw notFound()
  return Answer.json({ id, object: 'conversation.deleted', deleted: true })
}

export async function createItems(state: State, call: StateCall, id: string): Promise<Answer> {
  const { owner } = await owned(state, call, id)
  if (!Array.isArray(call.body?.items)) throw badRequest('`items` must be a list.', 'items')
  const items = itemsOf(state, call.body.items)
  await appendItems(state, owner, id, items)
  return Answer.json(pageOf(items.map(listedItem), { limit: mostItems, order: 'asc', after: undefined }))
}

export async function listItems(state: State, call: StateCall, id: string): Promise<Answer> {
  const paging = pagingOf(call.query, 'desc')
  const { owner } = await owned(state, call, id)
  return Answer.json(pageOf((await conversationItems(state, owner, id)).map(listedItem), paging))
}

async function placed(state: State, owner: string, id: string, item: string) {
  for await (const stored of placedItems(state, owner, id)) if (stored.value.id === item) return stored
  throw notFound()
}

export async function retrieveItem(state: State, call: StateCall, id: string, item: string): Promise<Answer> {
  const { owner } = await owned(state, call, id)
  return Answer.json(listedItem((await placed(state, owner, id, item)).value))
}

export async function deleteItem(state: State, call: StateCall, id: string, item: string): Promise<Answer> {
  const { owner, found } = await owned(state, call, id)
  const { position } = await placed(state, owner, id, item)
  if (!(await removeItem(state, owner, id, position))) throw notFound()
  return Answer.json(isObject(found.value) ? found.value : {})
}
