import { OpenAI } from "openai"

const client = new OpenAI()
const answer = await client.responses.create({ model: "gpt-4o", input: "Ping?", store: false })
console.log(answer.output_text)
