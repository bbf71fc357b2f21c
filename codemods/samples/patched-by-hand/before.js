import OpenAI from 'openai'

const client = new OpenAI()
const create = client.chat.completions.create.bind(client.chat.completions)
let calls = 0
client.chat.completions.create = (...parameters) => {
  calls += 1
  return create(...parameters)
}

const completion = await client.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Count me' }],
})
console.log(completion.choices[0].message.content, calls)
