import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions.stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
const message = await stream.finalMessage()
console.log('', message.role, message.content)
