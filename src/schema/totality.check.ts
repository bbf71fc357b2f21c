// Type checks: every key and every discriminant of the SDK's types is known to the schemas. A new SDK that adds one does
// not compile until the schema has it.
import type OpenAI from 'openai'
import type { ChatMessage } from './chat-messages.ts'
import type { ChatRequest } from './chat-request.ts'
import type { ChatChunk, ChatCompletion } from './chat-result.ts'
import type { ChatTool } from './chat-tools.ts'
import type { ResponseEvent } from './responses-events.ts'
import type { ResponsesInputItem } from './responses-input.ts'
import type { ResponsesOutputItem } from './responses-output.ts'
import type { ResponsesRequest } from './responses-request.ts'
import type { ResponseObject } from './responses-result.ts'
import type { ResponsesTool } from './responses-tools.ts'

type Sdk = {
  chatRequest: OpenAI.Chat.Completions.ChatCompletionCreateParams
  chatMessage: OpenAI.Chat.Completions.ChatCompletionMessageParam
  chatTool: OpenAI.Chat.Completions.ChatCompletionTool
  chatCompletion: OpenAI.Chat.Completions.ChatCompletion
  chatChunk: OpenAI.Chat.Completions.ChatCompletionChunk
  responsesRequest: OpenAI.Responses.ResponseCreateParams
  inputItem: OpenAI.Responses.ResponseInputItem
  outputItem: OpenAI.Responses.ResponseOutputItem
  tool: OpenAI.Responses.Tool
  response: OpenAI.Responses.Response
  event: OpenAI.Responses.ResponseStreamEvent
}

type Ours = {
  chatRequest: ChatRequest
  chatMessage: ChatMessage
  chatTool: ChatTool
  chatCompletion: ChatCompletion
  chatChunk: ChatChunk
  responsesRequest: ResponsesRequest
  inputItem: ResponsesInputItem
  outputItem: ResponsesOutputItem
  tool: ResponsesTool
  response: ResponseObject
  event: ResponseEvent
}

/** Compiles only when nothing is left over. The error names what is. */
type Nothing<Left extends never> = Left

type EveryKey<Union> = Union extends unknown ? keyof Union : never
type MissingKeys<Theirs, Mine> = Exclude<EveryKey<Theirs>, EveryKey<Mine>>

type Named<Union, Key extends string, Name> = Union extends { [K in Key]?: infer Value }
  ? Name extends Value
    ? Union
    : never
  : never

/** For objects told apart by a key: "name.key" for each key that a known object of the SDK has and ours has not. */
type MissingByName<Theirs, Mine, Key extends string> = {
  [Name in NamesOf<Theirs, Key>]: `${Name}.${MissingKeys<Named<Theirs, Key, Name>, Named<Mine, Key, Name>> & string}`
}[NamesOf<Theirs, Key>]

type NamesOf<Union, Key extends string> = Union extends { [K in Key]?: infer Value } ? Value & string : never
type MissingNames<Theirs, Mine, Key extends string> = Exclude<NamesOf<Theirs, Key>, NamesOf<Mine, Key>>

export type DocumentsAreTotal = [
  Nothing<MissingKeys<Sdk['chatRequest'], Ours['chatRequest']>>,
  Nothing<MissingKeys<Sdk['chatCompletion'], Ours['chatCompletion']>>,
  Nothing<MissingKeys<Sdk['chatChunk'], Ours['chatChunk']>>,
  Nothing<MissingKeys<Sdk['responsesRequest'], Ours['responsesRequest']>>,
  // Set by the SDK itself on what it has received.
  Nothing<Exclude<MissingKeys<Sdk['response'], Ours['response']>, '_request_id'>>,
]

export type PartsOfChatResultsAreTotal = [
  Nothing<MissingKeys<ChatChoice<'chatCompletion', Sdk>, ChatChoice<'chatCompletion', Ours>>>,
  Nothing<MissingKeys<ChatChoice<'chatCompletion', Sdk>['message'], ChatChoice<'chatCompletion', Ours>['message']>>,
  Nothing<MissingKeys<ChatChoice<'chatChunk', Sdk>, ChatChoice<'chatChunk', Ours>>>,
  Nothing<MissingKeys<ChatChoice<'chatChunk', Sdk>['delta'], ChatChoice<'chatChunk', Ours>['delta']>>,
]

type ChatChoice<
  Kind extends 'chatCompletion' | 'chatChunk',
  Side extends Pick<Sdk, Kind> | Pick<Ours, Kind>,
> = Side[Kind]['choices'][number]

export type UnionsAreTotal = [
  Nothing<MissingNames<Sdk['chatMessage'], Ours['chatMessage'], 'role'>>,
  Nothing<MissingNames<Sdk['chatTool'], Ours['chatTool'], 'type'>>,
  Nothing<MissingNames<Sdk['inputItem'], Ours['inputItem'], 'type'>>,
  Nothing<MissingNames<Sdk['outputItem'], Ours['outputItem'], 'type'>>,
  Nothing<MissingNames<Sdk['tool'], Ours['tool'], 'type'>>,
  Nothing<MissingNames<Sdk['event'], Ours['event'], 'type'>>,
]

export type MembersAreTotal = [
  Nothing<MissingByName<Sdk['chatMessage'], Ours['chatMessage'], 'role'>>,
  Nothing<MissingByName<Sdk['chatTool'], Ours['chatTool'], 'type'>>,
  Nothing<MissingByName<Sdk['inputItem'], Ours['inputItem'], 'type'>>,
  Nothing<MissingByName<Sdk['outputItem'], Ours['outputItem'], 'type'>>,
  Nothing<MissingByName<Sdk['tool'], Ours['tool'], 'type'>>,
  Nothing<MissingByName<Sdk['event'], Ours['event'], 'type'>>,
]
