import OpenAI from 'openai'

const openai = new OpenAI()

interface Settings {
  temperature?: number
}

async function ask(question: string, settings: Settings = {}) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    ...settings,
  })
  return completion.choices[0].message.content
}

const extra = { temperature: 0, stop: ['.'] }
console.log(await ask('Cloudy?', extra))
