import { OpenAI as Client } from 'openai'

const llm = new Client()
const result = await llm.responses.create({ model: 'gpt-4o', input: 'Alias', store: false })
console.log(result.output_text)
