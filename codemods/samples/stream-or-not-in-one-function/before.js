import OpenAI from 'openai'

const openai = new OpenAI()

export async function chat(question, stream) {
  const result = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream,
  })
  if (!stream) return result.choices[0].message.content
  let text = ''
  for await (const chunk of result) text += chunk.choices[0]?.delta?.content ?? ''
  return text
}
