// Web search: a request parameter of chat's own search models, a hosted tool in Responses. It can come back only for
// those models; to any other chat model the parameter would be an error.
import type { Conversion } from '../conversion.ts'
import { child, type JsonObject, readObject } from '../read.ts'
import { lost, mapped, nested, same, tag } from '../row.ts'
import { compile, convertFields } from '../table.ts'

const locationFields = compile({
  chat: { type: same('string'), approximate: nested },
  responses: { city: tag, country: tag, region: tag, timezone: tag },
})
const placeFields = compile({
  chat: { city: same('string'), country: same('string'), region: same('string'), timezone: same('string') },
  responses: { type: tag },
})

/** `web_search_options` against the `web_search` tool. */
export const webSearchFields = compile({
  chat: {
    search_context_size: same('string'),
    user_location: mapped({
      to: ['user_location'],
      is: 'object',
      note: 'The members of `approximate` are fields of the location.',
      toResponses(value, target, at, run) {
        const location = readObject(value, at, 'user_location')
        const flat = convertFields(locationFields.toResponses, location, {}, at, run)
        const inner = child(at, 'approximate')
        const place = readObject(location.approximate, inner, 'The approximate place of a user')
        target.user_location = convertFields(placeFields.toResponses, place, flat, inner, run)
      },
      toChat: {
        user_location(value, target, at, run) {
          const location = readObject(value, at, 'user_location')
          const approximate = convertFields(placeFields.toChat, location, {}, at, run)
          target.user_location = convertFields(locationFields.toChat, location, { approximate }, at, run)
        },
      },
    }),
  },
  responses: {
    type: tag,
    filters: lost('object', 'Chat web search has no filters.'),
    external_web_access: lost('boolean', 'Chat web search always reaches the web.', true),
    search_content_types: lost('array', 'Chat web search returns text only.', ['text']),
  },
})

export const webSearch = {
  toResponses(options: JsonObject, at: string, run: Conversion): JsonObject {
    return convertFields(webSearchFields.toResponses, options, { type: 'web_search' }, at, run)
  },
  toChat(tool: JsonObject, at: string, run: Conversion): JsonObject {
    return convertFields(webSearchFields.toChat, tool, {}, at, run)
  },
  /** OpenAI's chat models that search: `gpt-4o-search-preview`, `gpt-5-search-api` and their dated names. */
  isFor(model: unknown): boolean {
    return typeof model === 'string' && /-search(-|$)/.test(model)
  },
}
