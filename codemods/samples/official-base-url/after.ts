import OpenAI from 'openai'

const openai = new OpenAI({ baseURL: 'https://api.openai.com/v1', organization: 'org-1' })

export async function ask(question: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  return completion.output_text
}
