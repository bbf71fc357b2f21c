// Type checks: the public types and the SDK's assign to each other. Nothing here runs; it compiles or it does not.
import type OpenAI from 'openai'
import type OpenAI4 from 'openai4'
import type OpenAI5 from 'openai5'
import type OpenAI6 from 'openai6'
import type {
  ChatChunk,
  ChatCompletion,
  ChatMessage,
  ChatRequest,
  ChatTool,
  ResponseEvent,
  ResponseObject,
  ResponsesInputItem,
  ResponsesOutputItem,
  ResponsesRequest,
  ResponsesTool,
} from '../../src/schema/index.ts'

/** Compiles only when the first type can be assigned to the second. */
type Assignable<From extends To, To> = From

type ChatParameters = OpenAI.Chat.Completions.ChatCompletionCreateParams
type ResponsesParameters = OpenAI.Responses.ResponseCreateParams

export type FromSdk = [
  Assignable<ChatParameters, ChatRequest>,
  Assignable<OpenAI.Chat.Completions.ChatCompletionMessageParam, ChatMessage>,
  Assignable<OpenAI.Chat.Completions.ChatCompletionTool, ChatTool>,
  Assignable<OpenAI.Chat.Completions.ChatCompletion, ChatCompletion>,
  Assignable<OpenAI.Chat.Completions.ChatCompletionChunk, ChatChunk>,
  Assignable<ResponsesParameters, ResponsesRequest>,
  Assignable<OpenAI.Responses.ResponseInputItem, ResponsesInputItem>,
  Assignable<OpenAI.Responses.ResponseOutputItem, ResponsesOutputItem>,
  Assignable<OpenAI.Responses.Tool, ResponsesTool>,
  Assignable<OpenAI.Responses.Response, ResponseObject>,
  Assignable<OpenAI.Responses.ResponseStreamEvent, ResponseEvent>,
]

export type ToSdk = [
  Assignable<ChatRequest, OpenAI.Chat.Completions.ChatCompletionCreateParams>,
  Assignable<ChatMessage, OpenAI.Chat.Completions.ChatCompletionMessageParam>,
  Assignable<ChatTool, OpenAI.Chat.Completions.ChatCompletionTool>,
  Assignable<ChatCompletion, OpenAI.Chat.Completions.ChatCompletion>,
  Assignable<ChatChunk, OpenAI.Chat.Completions.ChatCompletionChunk>,
  Assignable<ResponsesRequest, ResponsesParameters>,
  Assignable<ResponsesInputItem, OpenAI.Responses.ResponseInputItem>,
  Assignable<ResponsesOutputItem, OpenAI.Responses.ResponseOutputItem>,
  Assignable<ResponsesTool, OpenAI.Responses.Tool>,
  Assignable<ResponseObject, OpenAI.Responses.Response>,
  Assignable<ResponseEvent, OpenAI.Responses.ResponseStreamEvent>,
]

/** What the older SDKs send and receive on the chat side is what ours take. */
export type FromOlderSdks = [
  Assignable<OpenAI4.Chat.ChatCompletionCreateParams, ChatRequest>,
  Assignable<OpenAI5.Chat.ChatCompletionCreateParams, ChatRequest>,
  Assignable<OpenAI6.Chat.ChatCompletionCreateParams, ChatRequest>,
  Assignable<OpenAI4.Chat.ChatCompletion, ChatCompletion>,
  Assignable<OpenAI5.Chat.ChatCompletion, ChatCompletion>,
  Assignable<OpenAI6.Chat.ChatCompletion, ChatCompletion>,
  Assignable<OpenAI4.Chat.ChatCompletionChunk, ChatChunk>,
  Assignable<OpenAI5.Chat.ChatCompletionChunk, ChatChunk>,
  Assignable<OpenAI6.Chat.ChatCompletionChunk, ChatChunk>,
]

/** A service tier of 7.x is all that keeps a completion from the types of 5 and 6. */
type WithOlderTier<Document extends { service_tier?: string | null }, Newer extends string = 'fast'> = Omit<
  Document,
  'service_tier'
> & { service_tier?: Exclude<Document['service_tier'], Newer | undefined> }
type NewerThan4 = 'fast' | 'priority' | 'scale'

type Choice = ChatCompletion['choices'][number]
type ChunkChoice = ChatChunk['choices'][number]
type Delta = ChunkChoice['delta']

/** 4.x has no custom tools, and no SDK before 7 has custom tools in a chunk. */
type OnlyFunctions<Call> = Extract<Call, { type: 'function' }>
type CompletionOfFunctions = Omit<WithOlderTier<ChatCompletion, NewerThan4>, 'choices'> & {
  choices: (Omit<Choice, 'message'> & {
    message: Omit<Choice['message'], 'tool_calls'> & {
      tool_calls?: OnlyFunctions<NonNullable<Choice['message']['tool_calls']>[number]>[]
    }
  })[]
}
type ChunkOfFunctions = Omit<WithOlderTier<ChatChunk, NewerThan4>, 'choices'> & {
  choices: (Omit<ChunkChoice, 'delta'> & {
    delta: Omit<Delta, 'tool_calls'> & {
      tool_calls?: (Omit<NonNullable<Delta['tool_calls']>[number], 'type' | 'custom'> & { type?: 'function' })[]
    }
  })[]
}

export type ToOlderSdks = [
  Assignable<CompletionOfFunctions, OpenAI4.Chat.ChatCompletion>,
  Assignable<WithOlderTier<ChatCompletion>, OpenAI5.Chat.ChatCompletion>,
  Assignable<WithOlderTier<ChatCompletion>, OpenAI6.Chat.ChatCompletion>,
  Assignable<ChunkOfFunctions, OpenAI4.Chat.ChatCompletionChunk>,
  Assignable<ChunkOfFunctions, OpenAI5.Chat.ChatCompletionChunk>,
  Assignable<ChunkOfFunctions, OpenAI6.Chat.ChatCompletionChunk>,
]

type Typed = { type: string }
type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : { left: Left; right: Right }
type Holds<Claim extends true> = Claim

/** The types both have, and whose objects of ours an older SDK's type does not take. */
type Differing<
  Mine extends Typed,
  Theirs extends Typed,
  Name extends string = Mine['type'] & Theirs['type'],
> = Name extends string
  ? [Extract<Mine, { type: Name }>] extends [Extract<Theirs, { type: Name }>]
    ? never
    : Name
  : never

/** Hosted calls have changed from release to release; 4.x has no container_file_citation. */
export type OutputItemsInOlderSdks = [
  Holds<
    Same<
      Differing<ResponsesOutputItem, OpenAI4.Responses.ResponseOutputItem>,
      'message' | 'code_interpreter_call' | 'computer_call' | 'mcp_call' | 'web_search_call'
    >
  >,
  Holds<
    Same<
      Differing<ResponsesOutputItem, OpenAI5.Responses.ResponseOutputItem>,
      'computer_call' | 'mcp_call' | 'web_search_call'
    >
  >,
  Holds<
    Same<
      Differing<ResponsesOutputItem, OpenAI6.Responses.ResponseOutputItem>,
      'additional_tools' | 'function_call_output' | 'mcp_call' | 'tool_search_output' | 'web_search_call'
    >
  >,
]

/** These carry a whole response or item, and so items and words of 7.x. */
type Carriers =
  | `response.${'created' | 'queued' | 'in_progress' | 'completed' | 'failed' | 'incomplete'}`
  | `response.output_item.${'added' | 'done'}`

/** 6.x requires the name of a function on an event that never had it on the wire. */
export type EventsInOlderSdks = [
  Holds<
    Same<
      Differing<ResponseEvent, OpenAI4.Responses.ResponseStreamEvent>,
      | Carriers
      | `response.content_part.${'added' | 'done'}`
      | `response.code_interpreter_call.${'in_progress' | 'interpreting' | 'completed'}`
    >
  >,
  Holds<Same<Differing<ResponseEvent, OpenAI5.Responses.ResponseStreamEvent>, Carriers>>,
  Holds<
    Same<
      Differing<ResponseEvent, OpenAI6.Responses.ResponseStreamEvent>,
      Carriers | 'response.function_call_arguments.done'
    >
  >,
]
