import { OpenAI as Client } from 'openai'

const llm = new Client()
const result = await llm.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Alias' }] })
console.log(result.choices[0].message.content)
