import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

const ask = (question: string) =>
  openai.responses.create(toResponsesRequest({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })).then(response => toChatCompletion(response))

type Answer = Awaited<ReturnType<typeof ask>>

const textOf = (answer: Answer) => answer.choices[0].message.content

console.log(textOf(await ask('What type are you?')))
