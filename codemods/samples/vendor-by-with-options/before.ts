import OpenAI from 'openai'

const openai = new OpenAI()
const router = openai.withOptions({ baseURL: 'https://openrouter.ai/api/v1' })

export async function ask(question: string) {
  const completion = await router.chat.completions.create({
    model: 'some/model',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content ?? ''
}
