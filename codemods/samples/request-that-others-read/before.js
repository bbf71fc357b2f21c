import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question, track) {
  const params = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  }
  track(params)
  const completion = await openai.chat.completions.create(params)
  return completion.choices[0].message.content
}
