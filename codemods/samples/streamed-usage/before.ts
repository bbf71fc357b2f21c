import OpenAI from 'openai'

const openai = new OpenAI()

const stream = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'What does a stream cost?' }],
  stream: true,
  stream_options: { include_usage: true },
})
let text = ''
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? ''
  if (chunk.usage) {
    console.log(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
  }
}
console.log(text)
