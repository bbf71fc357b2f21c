// Type-check only: the atlas says what becomes of everything the pinned SDK types name. A release of `openai` with a
// new parameter, item, tool, part or event does not compile until someone says what becomes of it. Nothing here runs.
import type OpenAI from 'openai'
import type { Reasoning } from 'openai/resources/shared'
import type { eventHandlers } from '../convert/event-handlers.ts'
import type { chatMessages } from './conversation.ts'
import type { echoes } from './echoes.ts'
import type { inputItems } from './items/index.ts'
import type { outputItems } from './items/output.ts'
import type { finishReasons, incompleteReasons } from './outcome.ts'
import type { chatParameters, reasoningMembers, responsesParameters, textMembers } from './parameters.ts'
import type { chatParts, responsesParts } from './parts/index.ts'
import type { chatResultFields, responsesResultFields } from './result.ts'
import type { lostToolChoices, toolChoiceNotes } from './tools/choice.ts'
import type { lostTools, webSearchTools } from './tools/hosted.ts'
import type { chatTools } from './tools/index.ts'

type Chat = OpenAI.Chat.Completions.ChatCompletionCreateParams
type Responses = OpenAI.Responses.ResponseCreateParams

/** Every member of a union of documents, optional ones too. */
type KeysOf<Document> = Document extends unknown ? keyof Document & string : never
/** The `type`s of a union of items, parts, tools or events. An optional `type` counts without its absence. */
type TypesOf<Union> = Union extends { type?: infer Type } ? Extract<Type, string> : never

/** Compiles only if `Known` names everything in `Needed`; the message lists what is missing. */
type Covers<Needed, Known> = [Exclude<Needed, Known>] extends [never] ? true : { missing: Exclude<Needed, Known> }

const covered = <_Check extends true>(): void => {}

covered<Covers<KeysOf<Chat>, keyof typeof chatParameters>>()

/** The Responses parameter a chat row leads to. */
type Reached<Name, Row> = Row extends { kind: 'same' }
  ? Name
  : Row extends { kind: 'renamed' | 'inside'; to: infer To }
    ? To
    : Row extends { kind: 'mapped'; to: readonly (infer To)[] }
      ? To
      : never
type ReachedParameters = {
  [Name in keyof typeof chatParameters]: Reached<Name, (typeof chatParameters)[Name]>
}[keyof typeof chatParameters]
covered<Covers<KeysOf<Responses>, ReachedParameters | keyof typeof responsesParameters>>()
covered<Covers<KeysOf<Reasoning>, keyof typeof reasoningMembers | 'effort'>>()
covered<Covers<KeysOf<OpenAI.Responses.ResponseTextConfig>, keyof typeof textMembers | 'format' | 'verbosity'>>()

covered<Covers<OpenAI.Chat.Completions.ChatCompletionMessageParam['role'], keyof typeof chatMessages>>()
covered<Covers<TypesOf<OpenAI.Chat.Completions.ChatCompletionContentPart>, keyof typeof chatParts>>()
covered<Covers<TypesOf<OpenAI.Chat.Completions.ChatCompletionContentPartRefusal>, keyof typeof chatParts>>()
covered<Covers<TypesOf<OpenAI.Responses.ResponseInputContent>, keyof typeof responsesParts>>()
covered<Covers<TypesOf<OpenAI.Responses.ResponseOutputMessage['content'][number]>, keyof typeof responsesParts>>()

covered<Covers<TypesOf<OpenAI.Responses.ResponseInputItem>, keyof typeof inputItems>>()
covered<Covers<TypesOf<OpenAI.Responses.ResponseOutputItem>, keyof typeof outputItems>>()

covered<Covers<TypesOf<OpenAI.Chat.Completions.ChatCompletionTool>, keyof typeof chatTools>>()
type ConvertedTools = 'function' | 'custom' | 'namespace' | (typeof webSearchTools)[number]
covered<Covers<TypesOf<OpenAI.Responses.Tool>, ConvertedTools | keyof typeof lostTools>>()

type ToolChoice = NonNullable<Responses['tool_choice']>
type KnownToolChoices = keyof typeof toolChoiceNotes | keyof typeof lostToolChoices
covered<Covers<Extract<ToolChoice, string> | TypesOf<Exclude<ToolChoice, string>>, KnownToolChoices>>()

type Choice = OpenAI.Chat.Completions.ChatCompletion.Choice
covered<Covers<Choice['finish_reason'], keyof typeof finishReasons>>()
type Incomplete = NonNullable<OpenAI.Responses.Response.IncompleteDetails['reason']>
covered<Covers<Incomplete, keyof typeof incompleteReasons>>()

covered<Covers<TypesOf<OpenAI.Responses.ResponseStreamEvent>, keyof typeof eventHandlers>>()

covered<Covers<KeysOf<OpenAI.Chat.Completions.ChatCompletion>, keyof typeof chatResultFields>>()
type ReadElsewhere = 'id' | 'object' | 'output' | 'status' | 'error' | 'incomplete_details' | 'created_at' | 'usage'
type Shared = 'model' | 'service_tier' | 'moderation' | 'metadata'
covered<
  Covers<
    KeysOf<OpenAI.Responses.Response>,
    ReadElsewhere | Shared | keyof typeof responsesResultFields | keyof typeof echoes
  >
>()
