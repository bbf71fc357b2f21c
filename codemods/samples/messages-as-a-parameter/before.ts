import OpenAI from 'openai'

const openai = new OpenAI()

export async function complete(messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[]) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages,
    temperature: 0.2,
  })
  return completion.choices[0].message.content
}
