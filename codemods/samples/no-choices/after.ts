import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string): Promise<string> {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  if (!completion.output_text) throw new Error('No response from OpenAI')
  return completion.output_text
}
