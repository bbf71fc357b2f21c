import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question, limitName, limit) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    [limitName]: limit,
  })
  return completion.choices[0].message.content
}
