import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.responses.stream({ model: 'gpt-4o', input: 'Hello', store: false })
for await (const chunk of stream) if (chunk.type === 'response.output_text.delta') process.stdout.write(chunk.delta)
const message = await stream.finalResponse()
console.log('', 'assistant', message.output_text)
