import type OpenAI from 'openai'
import type { Stream } from 'openai/streaming'

interface Meter {
  track<Any extends Stream<OpenAI.ChatCompletionChunk>>(stream: Any, customer: string): Any
}

export function createMeter(): Meter {
  return {
    track<Any extends Stream<OpenAI.ChatCompletionChunk>>(stream: Any, customer: string): Any {
      const [left, right] = stream.tee()
      void (async () => {
        for await (const chunk of left) if (chunk.usage) console.log(customer, chunk.usage.total_tokens)
      })()
      return right as Any
    },
  }
}
