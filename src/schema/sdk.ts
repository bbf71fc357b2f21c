// The types of conversions that stand between an SDK's own: `toChatCompletion(await client.responses.create(…))`. Every
// release of the SDK has types of its own, older ones with fewer kinds and words than ours; what is converted for one of
// them is typed as that one would have typed it. Nothing of the SDK is imported: its types come in with its values.
import type { ChatRequest } from './chat-request.ts'
import type { ChatChunk, ChatCompletion } from './chat-result.ts'
import type { ResponseEvent } from './responses-events.ts'
import type { ResponsesRequest } from './responses-request.ts'
import type { ResponseObject } from './responses-result.ts'

/** A request that is answered by a finished result. */
export type PlainChatRequest = ChatRequest & { readonly stream?: false | null | undefined }
/** A request that is answered by a stream. */
export type StreamingChatRequest = ChatRequest & { readonly stream: true }
/** A request of which only the running program knows what it is answered by. */
export type EitherChatRequest = ChatRequest & { readonly stream: boolean | null | undefined }

/** What an SDK's type for such a request has in common with those of all others. */
export interface PlainTarget {
  stream?: false | null | undefined
}
/**
 * Where the compiler tries the overload for finished results first, it settles on this type for streams and does not look
 * again. It has what 4.x requires, and nothing any release could object to.
 */
export interface StreamingTarget {
  stream: true
  // biome-ignore lint/suspicious/noExplicitAny: each release has its own list of models
  model: any
  // biome-ignore lint/suspicious/noExplicitAny: each release has its own kinds of items
  input: any
}

/** The same for a request that may or may not stream: neither of the overloads before the last one takes it. */
export interface EitherTarget {
  stream: boolean
  // biome-ignore lint/suspicious/noExplicitAny: each release has its own list of models
  model: any
  // biome-ignore lint/suspicious/noExplicitAny: each release has its own kinds of items
  input: any
}

type Converted = Omit<ResponsesRequest, 'stream' | 'model' | 'input'> &
  Required<Pick<ResponsesRequest, 'model' | 'input'>>
export type PlainResponsesRequest = Converted & { stream?: false | null }
export type StreamingResponsesRequest = Converted & { stream: true }
export type EitherResponsesRequest = Converted & { stream: boolean }

/** Any SDK's type of a finished response. */
export interface SdkResponse {
  readonly output: readonly { readonly type: string }[]
  readonly service_tier?: string | null | undefined
}

/** Any SDK's type of an event. */
export interface SdkEvent {
  readonly type: string
}

type ToolCall = NonNullable<ChatCompletion['choices'][number]['message']['tool_calls']>[number]
type ToolCallDelta = NonNullable<ChatChunk['choices'][number]['delta']['tool_calls']>[number]

/** An SDK without custom tools types all calls as calls of functions. */
type CallFor<Response extends SdkResponse> = [
  Extract<Response['output'][number], { type: 'custom_tool_call' }>,
] extends [never]
  ? Extract<ToolCall, { type: 'function' }>
  : ToolCall

/** Replaces members of an object type, leaving the rest as it is. */
type With<Whole, Members> = Omit<Whole, keyof Members> & Members

type TierFor<Response extends SdkResponse> = {
  service_tier?: Exclude<Extract<ChatCompletion['service_tier'], Response['service_tier']>, undefined>
}

type Choice = ChatCompletion['choices'][number]

/** A completion as the SDK a response comes from types it. */
export type ChatCompletionFor<Response extends SdkResponse> = ResponseObject extends Response
  ? ChatCompletion
  : With<
      ChatCompletion,
      TierFor<Response> & {
        choices: With<Choice, { message: With<Choice['message'], { tool_calls?: CallFor<Response>[] }> }>[]
      }
    >

type ResponseOf<Event extends SdkEvent> = Event extends {
  type: 'response.completed'
  response: infer Response extends SdkResponse
}
  ? Response
  : never

type ChunkChoice = ChatChunk['choices'][number]
/** No SDK types the deltas of custom calls before it types the event of a whole answer's input tokens, in 7. */
type FunctionDelta = Omit<ToolCallDelta, 'type' | 'custom'> & { type?: 'function' }

/** A chunk as the SDK an event comes from types it. */
export type ChatChunkFor<Event extends SdkEvent> = ResponseEvent extends Event
  ? ChatChunk
  : With<
      ChatChunk,
      TierFor<ResponseOf<Event>> & {
        choices: With<ChunkChoice, { delta: With<ChunkChoice['delta'], { tool_calls?: FunctionDelta[] }> }>[]
      }
    >
