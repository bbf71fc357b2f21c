import OpenAI from 'openai'

const openai = new OpenAI()

const limits = (model: string): { max_tokens?: number; seed?: number } =>
  model.startsWith('o') ? { max_tokens: 200 } : { max_tokens: 200, seed: 7 }

for (const model of ['gpt-4o', 'o3']) {
  const completion = await openai.chat.completions.create({
    model,
    ...limits(model),
    messages: [{ role: 'user', content: 'Hi' }],
  })
  console.log(completion.choices[0].message.content)
}
