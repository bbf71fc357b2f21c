import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, reasoning: boolean) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    max_tokens: 100,
    ...(reasoning && { max_completion_tokens: 2000 }),
  })
  return completion.choices[0].message.content
}
