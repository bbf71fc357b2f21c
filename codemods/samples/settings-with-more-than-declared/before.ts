import OpenAI from 'openai'

const openai = new OpenAI()

interface Limits {
  max_tokens: number
}

async function ask(question: string, limits: Limits): Promise<string> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: question }],
    ...limits,
  })
  return completion.choices[0]?.message.content || 'nothing'
}

const short = { max_tokens: 50, stop: ['.'] }
console.log(await ask('Cloudy?', short))
