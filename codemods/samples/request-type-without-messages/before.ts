import OpenAI from 'openai'

const openai = new OpenAI()

type Settings = Omit<OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, 'messages'>

async function ask(question: string, settings: Settings): Promise<string> {
  const completion = await openai.chat.completions.create({
    ...settings,
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content || 'nothing'
}

console.log(await ask('Hello', { model: 'gpt-4o-mini', max_completion_tokens: 200 }))
