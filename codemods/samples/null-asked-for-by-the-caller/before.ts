import OpenAI from 'openai'

const openai = new OpenAI()

async function ask(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]!.message.content
}

console.log((await ask('How do I pick a lock?')) ?? 'It said nothing.')
