import OpenAI from 'openai'

const openai = new OpenAI()

type Settings = Parameters<typeof openai.responses.create>[0]

const ask = (question: string) =>
  openai.responses.create({ model: 'gpt-4o', input: question, store: false })

type Answer = Awaited<ReturnType<typeof ask>>

const textOf = (answer: Answer) => answer.output_text

console.log(textOf(await ask('What type are you?')))

async function askWith(settings: Settings) {
  const answer: Awaited<ReturnType<typeof openai.responses.create>> = await openai.responses.create(settings)
  return 'output' in answer ? answer.output_text : null
}

console.log(await askWith({ model: 'gpt-4o', input: 'And you?', max_output_tokens: 50, store: false }))
