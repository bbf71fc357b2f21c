import OpenAI from 'openai'

const openai = new OpenAI()

export async function lines(question: string): Promise<string[]> {
  const response = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return response.choices[0]?.message?.content?.split('\n') ?? []
}
