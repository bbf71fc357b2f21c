import OpenAI from 'openai'

export async function ask(question: string): Promise<string> {
  const client = new OpenAI()
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: question },
    ],
    max_tokens: 100,
  })
  return completion.choices[0]?.message?.content ?? ''
}
