import OpenAI from 'openai'

const openai = new OpenAI()

function limits(model: string, most: number): { temperature?: number; max_completion_tokens?: number; max_tokens?: number } {
  if (model.startsWith('o')) return { max_completion_tokens: most }
  return { ...(most > 100 ? { temperature: 0.2 } : {}), max_tokens: most }
}

for (const model of ['gpt-4o', 'o3']) {
  const completion = await openai.chat.completions.create({
    model,
    ...limits(model, 200),
    messages: [{ role: 'user', content: 'Hi' }],
  })
  console.log(completion.choices[0].message.content)
}
