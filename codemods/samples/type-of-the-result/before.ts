import OpenAI from 'openai'

const openai = new OpenAI()

type Settings = Parameters<typeof openai.chat.completions.create>[0]

const ask = (question: string) =>
  openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })

type Answer = Awaited<ReturnType<typeof ask>>

const textOf = (answer: Answer) => answer.choices[0].message.content

console.log(textOf(await ask('What type are you?')))

async function askWith(settings: Settings) {
  const answer: Awaited<ReturnType<typeof openai.chat.completions.create>> = await openai.chat.completions.create(settings)
  return 'choices' in answer ? answer.choices[0].message.content : null
}

console.log(await askWith({ model: 'gpt-4o', messages: [{ role: 'user', content: 'And you?' }], max_tokens: 50 }))
