import OpenAI from 'openai'

const openai = new OpenAI()

const ask = (question: string) =>
  openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })

type Answer = Awaited<ReturnType<typeof ask>>

const textOf = (answer: Answer) => answer.choices[0].message.content

console.log(textOf(await ask('What type are you?')))
