import OpenAI from 'openai'

const openai = new OpenAI()
const common = { model: 'gpt-4o', max_tokens: 100, stop: ['###'] }

export async function title(text: string) {
  const completion = await openai.chat.completions.create({ ...common, messages: [{ role: 'user', content: text }] })
  return completion.choices[0].message.content
}

export async function summary(text: string) {
  const completion = await openai.chat.completions.create({
    ...common,
    messages: [{ role: 'user', content: `Sum up: ${text}` }],
  })
  return completion.choices[0].message.content
}
