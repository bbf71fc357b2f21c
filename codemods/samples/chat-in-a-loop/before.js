import OpenAI from 'openai'

const openai = new OpenAI()
const messages = [{ role: 'system', content: 'You are a parrot.' }]

for (const line of ['One', 'Two', 'Three']) {
  messages.push({ role: 'user', content: line })
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  const answer = completion.choices[0].message.content
  messages.push({ role: 'assistant', content: answer })
  console.log(`> ${answer}`)
}
