import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string, repeatable: boolean) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    ...(repeatable ? { seed: 7, temperature: 0 } : {}),
  })
  return completion.choices[0].message.content
}
