import OpenAI from 'openai'

const client = new OpenAI()

export class Assistant {
  async ask(messages: OpenAI.Chat.ChatCompletionMessageParam[]): Promise<string> {
    const completion = await client.chat.completions.create({ model: 'gpt-4o', messages })
    return completion.choices[0].message.content ?? ''
  }

  greet(): Promise<string> {
    return this.ask([{ role: 'user', content: 'Hello' }])
  }
}

export function replay(assistant: any, history: unknown[]): Promise<string> {
  return assistant.ask(history)
}
