import OpenAI from 'openai'

const openai = new OpenAI()
const messages: OpenAI.ChatCompletionMessageParam[] = []

async function say(text: string) {
  messages.push({ role: 'user', content: text })
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  const message = completion.choices[0].message
  messages.push(message)
  console.log(message.content)
}

await say('First')
await say('Second')
