import OpenAI from 'openai'

const client = new OpenAI()

export async function ask(question: string) {
  const completion = await complete(question).catch(() => ({
    choices: [{ message: { role: 'assistant', content: 'Ask me later.' } }],
  }))
  return completion.choices[0]?.message.content
}

async function complete(question: string) {
  return client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
}
