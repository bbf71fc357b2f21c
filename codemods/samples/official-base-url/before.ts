import OpenAI from 'openai'

const openai = new OpenAI({ baseURL: 'https://api.openai.com/v1', organization: 'org-1' })

export async function ask(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0].message.content
}
