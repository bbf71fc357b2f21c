import OpenAI from 'openai'

let client: OpenAI | undefined

function getClient(): OpenAI {
  client ??= new OpenAI({ apiKey: process.env.OPENAI_API_KEY })
  return client
}

export async function ask(question: string): Promise<string> {
  const completion = await getClient().responses.create({
    model: 'gpt-4o',
    input: question,
    store: false,
  })
  return completion.output_text.trim() || 'No answer'
}
