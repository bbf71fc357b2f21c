import OpenAI from 'openai'

const openai = new OpenAI()

export async function reply(question: string, limit: number, newLimit: number) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    max_tokens: limit,
    max_completion_tokens: newLimit,
  })
  return completion.choices[0]?.message.content
}
