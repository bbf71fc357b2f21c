import OpenAI from 'openai'

const openai = new OpenAI()

export interface Options {
  messages: OpenAI.Chat.ChatCompletionMessageParam[]
  model?: string
}

export async function run({ messages, model = 'gpt-4o' }: Options) {
  const completion = await openai.chat.completions.create({ model, messages })
  return completion.choices[0].message.content
}
