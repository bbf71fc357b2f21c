// Type checks: what the codemod's bridged form makes compiles with every SDK, and its results are that SDK's own types.
import type OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import type OpenAI4 from 'openai4'
import { Stream as Stream4 } from 'openai4/streaming'
import type OpenAI5 from 'openai5'
import { Stream as Stream5 } from 'openai5/streaming'
import type OpenAI6 from 'openai6'
import { Stream as Stream6 } from 'openai6/streaming'
import { toChatAnswer, toChatChunks, toChatCompletion, toChatStream, toResponsesRequest } from '../../src/index.ts'

export async function with4(client: OpenAI4, messages: OpenAI4.Chat.ChatCompletionMessageParam[], signal: AbortSignal) {
  const completion: OpenAI4.Chat.ChatCompletion = toChatCompletion(
    await client.responses.create(toResponsesRequest({ model: 'm', messages, temperature: 0 }), { signal }),
  )
  const [call] = completion.choices[0]?.message.tool_calls ?? []
  const stream = toChatChunks(
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
    { request: { stream: true } },
  )
  const chunks: OpenAI4.Chat.ChatCompletionChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { name: call?.function.name, chunks }
}

export async function with5(client: OpenAI5, request: OpenAI5.Chat.ChatCompletionCreateParamsNonStreaming) {
  const completion: OpenAI5.Chat.ChatCompletion = toChatCompletion(
    await client.responses.create(toResponsesRequest(request)),
  )
  const streaming: OpenAI5.Chat.ChatCompletionCreateParamsStreaming = { ...request, stream: true }
  const chunks: OpenAI5.Chat.ChatCompletionChunk[] = []
  for await (const chunk of toChatChunks(await client.responses.create(toResponsesRequest(streaming))))
    chunks.push(chunk)
  return { completion, chunks }
}

export async function with6(client: OpenAI6, messages: OpenAI6.ChatCompletionMessageParam[]) {
  const completion: OpenAI6.ChatCompletion = toChatCompletion(
    await client.responses.create(toResponsesRequest({ model: 'm', messages })),
  )
  const chunks: OpenAI6.ChatCompletionChunk[] = []
  for await (const chunk of toChatChunks(
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
  )) {
    chunks.push(chunk)
  }
  return { completion, chunks }
}

export async function with7(client: OpenAI, messages: OpenAI.ChatCompletionMessageParam[]) {
  const completion: OpenAI.ChatCompletion = toChatCompletion(
    await client.responses.create(toResponsesRequest({ model: 'm', messages })),
  )
  const later: Promise<OpenAI.ChatCompletion> = client.responses
    .create(toResponsesRequest({ model: 'm', messages, stream: false }))
    .then(response => toChatCompletion(response))
  const chunks: OpenAI.ChatCompletionChunk[] = []
  for await (const chunk of toChatChunks(
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
  )) {
    chunks.push(chunk)
  }
  return { completion, later, chunks }
}

export async function streamOf4(
  client: OpenAI4,
  messages: OpenAI4.Chat.ChatCompletionMessageParam[],
  streaming: boolean,
) {
  const stream: Stream4<OpenAI4.Chat.ChatCompletionChunk> = toChatStream(
    Stream4,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
    { request: { stream: true } },
  )
  const answer: Stream4<OpenAI4.Chat.ChatCompletionChunk> | OpenAI4.Chat.ChatCompletion = toChatAnswer(
    Stream4,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: streaming })),
  )
  return { parts: stream.tee(), text: 'choices' in answer ? answer.choices[0]?.message.content : undefined }
}

export async function streamOf5(
  client: OpenAI5,
  messages: OpenAI5.Chat.ChatCompletionMessageParam[],
  streaming: boolean,
) {
  const stream: Stream5<OpenAI5.Chat.ChatCompletionChunk> = toChatStream(
    Stream5,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
    { request: { stream: true } },
  )
  const answer: Stream5<OpenAI5.Chat.ChatCompletionChunk> | OpenAI5.Chat.ChatCompletion = toChatAnswer(
    Stream5,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: streaming })),
  )
  return { parts: stream.tee(), text: 'choices' in answer ? answer.choices[0]?.message.content : undefined }
}

export async function streamOf6(
  client: OpenAI6,
  messages: OpenAI6.Chat.ChatCompletionMessageParam[],
  streaming: boolean,
) {
  const stream: Stream6<OpenAI6.Chat.ChatCompletionChunk> = toChatStream(
    Stream6,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
    { request: { stream: true } },
  )
  const answer: Stream6<OpenAI6.Chat.ChatCompletionChunk> | OpenAI6.Chat.ChatCompletion = toChatAnswer(
    Stream6,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: streaming })),
  )
  return { parts: stream.tee(), text: 'choices' in answer ? answer.choices[0]?.message.content : undefined }
}

export async function streamOf7(
  client: OpenAI,
  messages: OpenAI.Chat.ChatCompletionMessageParam[],
  streaming: boolean,
) {
  const stream: Stream<OpenAI.Chat.ChatCompletionChunk> = toChatStream(
    Stream,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: true })),
    { request: { stream: true } },
  )
  const answer: Stream<OpenAI.Chat.ChatCompletionChunk> | OpenAI.Chat.ChatCompletion = toChatAnswer(
    Stream,
    await client.responses.create(toResponsesRequest({ model: 'm', messages, stream: streaming })),
  )
  return { parts: stream.tee(), text: 'choices' in answer ? answer.choices[0]?.message.content : undefined }
}
