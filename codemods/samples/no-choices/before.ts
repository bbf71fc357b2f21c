import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string): Promise<string> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  const choice = completion.choices[0]
  if (!choice?.message?.content) throw new Error('No response from OpenAI')
  return choice.message.content
}
