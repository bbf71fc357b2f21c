import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    n: 3,
  })
  return completion.choices.map(choice => choice.message.content)
}
