// The items of a conversation in the store: read whole for a turn, and appended to by it.
import type { JsonObject } from '../../atlas/read.ts'
import type { StoredItem, StoredRecord } from '../store/store.ts'
import type { State } from './call.ts'
import { conversationKey } from './records.ts'

const pageSize = 500

const listOf = (owner: string, id: string) => ({ ...conversationKey(owner, id), list: 'items' })

export function readConversation(state: State, owner: string, id: string): Promise<StoredRecord | undefined> {
  return state.store.get(conversationKey(owner, id))
}

/** Every item with its position, in the order in which they were said. */
export async function* placedItems(state: State, owner: string, id: string): AsyncGenerator<StoredItem> {
  let after: number | undefined
  for (;;) {
    const page = await state.store.items(listOf(owner, id), { limit: pageSize, order: 'asc', after })
    yield* page
    after = page.at(-1)?.position
    if (page.length < pageSize) return
  }
}

export async function conversationItems(state: State, owner: string, id: string): Promise<JsonObject[]> {
  const items: JsonObject[] = []
  for await (const { value } of placedItems(state, owner, id)) items.push(value)
  return items
}

/** All of them or none, in one place: whoever else appends comes before or after. */
export function appendItems(state: State, owner: string, id: string, items: readonly JsonObject[]): Promise<number> {
  return state.store.append(listOf(owner, id), items)
}

export function removeItem(state: State, owner: string, id: string, position: number): Promise<boolean> {
  return state.store.removeItem(listOf(owner, id), position)
}
