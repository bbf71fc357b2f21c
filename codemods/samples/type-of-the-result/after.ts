import OpenAI from 'openai'

const openai = new OpenAI()

const ask = (question: string) =>
  openai.responses.create({ model: 'gpt-4o', input: question, store: false })

type Answer = Awaited<ReturnType<typeof ask>>

const textOf = (answer: Answer) => answer.output_text

console.log(textOf(await ask('What type are you?')))
