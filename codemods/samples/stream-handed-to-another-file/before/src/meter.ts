import type OpenAI from 'openai'
import type { Stream } from 'openai/streaming'

export function metered<Any extends Stream<OpenAI.ChatCompletionChunk>>(stream: Any): Any {
  const [left, right] = stream.tee()
  void (async () => {
    for await (const chunk of left) if (chunk.usage) console.log(chunk.usage.total_tokens)
  })()
  return right as Any
}
