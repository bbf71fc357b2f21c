import OpenAI from 'openai'

let client: OpenAI | undefined

function getClient(): OpenAI {
  client ??= new OpenAI({ apiKey: process.env.OPENAI_API_KEY })
  return client
}

export async function ask(question: string): Promise<string> {
  const completion = await getClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message?.content?.trim() || 'No answer'
}
