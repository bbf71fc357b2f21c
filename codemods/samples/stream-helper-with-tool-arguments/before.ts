import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions.stream({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Design a button' }],
  tools: [
    {
      type: 'function',
      function: { name: 'design', parameters: { type: 'object', properties: { title: { type: 'string' } } } },
    },
  ],
  stream: true,
})

let completion = ''
stream.on('chunk', (part) => {
  const piece = part.choices[0]?.delta?.tool_calls?.[0]?.function?.arguments || ''
  completion += piece
  process.stdout.write(piece)
})
await stream.done()
console.log(JSON.parse(completion).title)
