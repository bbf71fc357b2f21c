// Lists as both APIs page them: `after`, `limit` and `order` in, `first_id`, `last_id` and `has_more` out.
import type { JsonObject } from '../../atlas/read.ts'
import { badRequest } from './call.ts'

export interface Paging {
  readonly limit: number
  readonly order: 'asc' | 'desc'
  readonly after: string | undefined
}

export function pagingOf(query: URLSearchParams, order: 'asc' | 'desc'): Paging {
  const limit = query.get('limit') ?? '20'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) {
    throw badRequest('`limit` must be a whole number from 1 to 100.', 'limit')
  }
  const asked = query.get('order') ?? order
  if (asked !== 'asc' && asked !== 'desc') throw badRequest('`order` must be "asc" or "desc".', 'order')
  return { limit: Number(limit), order: asked, after: query.get('after') ?? undefined }
}

/** The answer's body. One more than `limit` has been read if there is one more. */
export function listBody(found: readonly JsonObject[], limit: number): JsonObject {
  const data = found.slice(0, limit)
  const idOf = (item: JsonObject | undefined) => item?.id ?? null
  return {
    object: 'list',
    data,
    first_id: idOf(data[0]),
    last_id: idOf(data.at(-1)),
    has_more: found.length > limit,
  }
}

/** A page of a list that is at hand as a whole; `all` is in the order in which things were said. */
export function pageOf(all: readonly JsonObject[], { limit, order, after }: Paging): JsonObject {
  const ordered = order === 'asc' ? all : [...all].reverse()
  const start = after === undefined ? 0 : ordered.findIndex(item => item.id === after) + 1
  if (after !== undefined && start === 0) throw badRequest('`after` names nothing in this list.', 'after')
  return listBody(ordered.slice(start, start + limit + 1), limit)
}
