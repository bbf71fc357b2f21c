// What the members of a chat completion, and of a chunk of one, are: parts that lead on, and values that stay.
import type { Kind } from './value.ts'

/** A part of its own, a member under the name given, or what it says in every answer. */
export type Member = Kind | { readonly as: string } | { readonly says: string | number }

/** Members that lead on, or stay under the name given. */
const members: Readonly<Partial<Record<string, Readonly<Record<string, Member>>>>> = {
  completion: {
    choices: 'choices',
    usage: 'usage',
    id: { as: 'id' },
    model: { as: 'model' },
    created: { as: 'created_at' },
    service_tier: { as: 'service_tier' },
    _request_id: { as: '_request_id' },
    object: { says: 'chat.completion' },
  },
  choice: { message: 'message', finish_reason: 'finish', index: { says: 0 } },
  message: {
    content: 'content',
    tool_calls: 'calls',
    function_call: 'onlyCall',
    parsed: 'parsed',
    refusal: 'refusal',
    role: { says: 'assistant' },
  },
  chunk: { choices: 'chunkChoices', usage: 'chunkUsage', object: { says: 'chat.completion.chunk' } },
  chunkChoice: { delta: 'delta', finish_reason: 'chunkFinish', index: { says: 0 } },
  delta: { content: 'deltaContent', refusal: 'deltaRefusal', tool_calls: 'deltaCalls' },
  deltaCall: { function: 'deltaFunction' },
  deltaFunction: { arguments: 'deltaArguments' },
}

/** What the first element of a list of choices is. */
const firstOf: Readonly<Partial<Record<string, Kind>>> = {
  choices: 'choice',
  chunkChoices: 'chunkChoice',
  deltaCalls: 'deltaCall',
}

/** What a member is; `undefined` for one that Responses does not have. */
export function memberOf(kind: string, name: string): Member | undefined {
  return name === '0' ? firstOf[kind] : members[kind]?.[name]
}
