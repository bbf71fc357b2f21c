// The Responses tools that run on the server's side, and where they run.
import { choice, either } from './choice.ts'
import { flag, json, list, literal, number, object, optional, orNull, record, text, word } from './kinds.ts'
import { effort } from './settings.ts'

export const callers = { allowed_callers: optional(orNull(list(word('direct', 'programmatic')))) }

const comparison = object({
  type: word('eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin'),
  key: text,
  value: either(text, number, flag, list(either(text, number))),
})
const compound = object({ type: word('and', 'or'), filters: list(json) })

const filters = choice('type', {
  eq: comparison,
  ne: comparison,
  gt: comparison,
  gte: comparison,
  lt: comparison,
  lte: comparison,
  in: comparison,
  nin: comparison,
  and: compound,
  or: compound,
})

export const fileSearch = object({
  type: literal('file_search'),
  vector_store_ids: list(text),
  filters: optional(orNull(filters)),
  max_num_results: optional(number),
  ranking_options: optional(
    object({
      hybrid_search: optional(object({ embedding_weight: number, text_weight: number })),
      ranker: optional(word('auto', 'default-2024-11-15')),
      score_threshold: optional(number),
    }),
  ),
})

const place = {
  city: optional(orNull(text)),
  country: optional(orNull(text)),
  region: optional(orNull(text)),
  timezone: optional(orNull(text)),
}

export const webSearch = object({
  type: word('web_search', 'web_search_2025_08_26'),
  external_web_access: optional(flag),
  filters: optional(orNull(object({ allowed_domains: optional(orNull(list(text))) }))),
  search_context_size: optional(word('low', 'medium', 'high')),
  user_location: optional(orNull(object({ type: optional(literal('approximate')), ...place }))),
})

export const webSearchPreview = object({
  type: word('web_search_preview', 'web_search_preview_2025_03_11'),
  search_content_types: optional(list(word('text', 'image'))),
  search_context_size: optional(word('low', 'medium', 'high')),
  user_location: optional(orNull(object({ type: literal('approximate'), ...place }))),
})

const toolFilter = object({ read_only: optional(flag), tool_names: optional(list(text)) })

const connector = word(
  'connector_dropbox',
  'connector_gmail',
  'connector_googlecalendar',
  'connector_googledrive',
  'connector_microsoftteams',
  'connector_outlookcalendar',
  'connector_outlookemail',
  'connector_sharepoint',
)

export const mcp = object({
  type: literal('mcp'),
  server_label: text,
  server_url: optional(text),
  server_description: optional(text),
  connector_id: optional(connector),
  tunnel_id: optional(text),
  authorization: optional(text),
  headers: optional(orNull(record(text))),
  allowed_tools: optional(orNull(either(list(text), toolFilter))),
  require_approval: optional(
    orNull(either(word('always', 'never'), object({ always: optional(toolFilter), never: optional(toolFilter) }))),
  ),
  defer_loading: optional(flag),
  ...callers,
})

const networkPolicy = choice('type', {
  disabled: object({ type: literal('disabled') }),
  allowlist: object({
    type: literal('allowlist'),
    allowed_domains: list(text),
    domain_secrets: optional(list(object({ domain: text, name: text, value: text }))),
  }),
})

const machine = {
  file_ids: optional(list(text)),
  memory_limit: optional(orNull(word('1g', '4g', '16g', '64g'))),
  network_policy: optional(networkPolicy),
}

export const codeInterpreter = object({
  type: literal('code_interpreter'),
  container: either(text, object({ type: literal('auto'), ...machine })),
  ...callers,
})

export const imageGeneration = object({
  type: literal('image_generation'),
  action: optional(word('generate', 'edit', 'auto')),
  background: optional(word('transparent', 'opaque', 'auto')),
  complexity: optional(word('low', 'medium', 'high')),
  frame_count: optional(number),
  frame_duration_ms: optional(number),
  input_fidelity: optional(orNull(word('high', 'low'))),
  input_image_mask: optional(object({ file_id: optional(text), image_url: optional(text) })),
  model: optional(text),
  moderation: optional(word('auto', 'low')),
  output_compression: optional(number),
  output_format: optional(word('png', 'webp', 'jpeg', 'gif', 'svg')),
  partial_images: optional(number),
  quality: optional(word('low', 'medium', 'high', 'xhigh', 'max', 'auto')),
  size: optional(text),
  svg: optional(object({ model: optional(text), reasoning: optional(orNull(object({ effort: optional(effort) }))) })),
})

const skill = choice('type', {
  skill_reference: object({ type: literal('skill_reference'), skill_id: text, version: optional(text) }),
  inline: object({
    type: literal('inline'),
    name: text,
    description: text,
    source: object({ type: literal('base64'), data: text, media_type: literal('application/zip') }),
  }),
})

/** The client's own machine. */
export const localEnvironment = object({
  type: literal('local'),
  skills: optional(list(object({ name: text, description: text, path: text }))),
})

export const containerReference = object({ type: literal('container_reference'), container_id: text })

export const shell = object({
  type: literal('shell'),
  environment: optional(
    orNull(
      choice('type', {
        container_auto: object({ type: literal('container_auto'), ...machine, skills: optional(list(skill)) }),
        local: localEnvironment,
        container_reference: containerReference,
      }),
    ),
  ),
  ...callers,
})
