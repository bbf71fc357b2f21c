import OpenAI from 'openai'

const openai = new OpenAI()

export async function relay(author: string, text: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Several people talk to you.' },
      { role: 'user', name: author, content: text },
    ],
  })
  return completion.choices[0].message.content
}
