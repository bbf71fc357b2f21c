import OpenAI from 'openai'

const openai = new OpenAI()

export async function yesOrNo(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `${question} Answer yes or no.` }],
    max_tokens: 10,
  })
  return completion.choices[0].message.content
}
