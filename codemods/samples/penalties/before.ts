import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    frequency_penalty: 0.5,
    presence_penalty: 0.3,
  })
  return completion.choices[0].message.content
}
