import OpenAI from 'openai'

const openai = new OpenAI()

const stream = await openai.responses.create({
  model: 'gpt-4o',
  input: 'What does a stream cost?',
  stream: true,
  store: false,
})
let text = ''
for await (const chunk of stream) {
  text += chunk.type === 'response.output_text.delta' ? chunk.delta : ''
  if ((chunk.type === 'response.completed' || chunk.type === 'response.incomplete') && chunk.response.usage) {
    console.log(chunk.response.usage.input_tokens, chunk.response.usage.output_tokens)
  }
}
console.log(text)
