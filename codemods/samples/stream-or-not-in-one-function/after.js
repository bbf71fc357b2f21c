import OpenAI from 'openai'

const openai = new OpenAI()

export async function chat(question, stream) {
  const result = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    stream,
    store: false,
  })
  if (!stream) return result.output_text
  let text = ''
  for await (const chunk of result) if (chunk.type === 'response.output_text.delta') text += chunk.delta
  return text
}
