import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions.stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
for await (const _ of stream) console.log(stream.currentChatCompletionSnapshot?.system_fingerprint)
