import OpenAI from 'openai'

const openai = new OpenAI()
const messages: OpenAI.Responses.EasyInputMessage[] = []

async function say(text: string) {
  messages.push({ role: 'user', content: text })
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  messages.push({ role: 'assistant', content: completion.output_text })
  console.log(completion.output_text)
}

await say('First')
await say('Second')
