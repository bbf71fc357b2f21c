import OpenAI from 'openai'

const openai = new OpenAI()
const messages = [{ role: 'system', content: 'You are a parrot.' }]

for (const line of ['One', 'Two', 'Three']) {
  messages.push({ role: 'user', content: line })
  const completion = await openai.responses.create({ model: 'gpt-4o', input: messages, store: false })
  const answer = completion.output_text
  messages.push({ role: 'assistant', content: answer })
  console.log(`> ${answer}`)
}
