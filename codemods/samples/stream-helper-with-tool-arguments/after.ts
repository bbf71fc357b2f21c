import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.responses.stream({
  model: 'gpt-4o',
  input: 'Design a button',
  tools: [
    {
      type: 'function',
      name: 'design', parameters: { type: 'object', properties: { title: { type: 'string' } } },
      strict: false,
    },
  ],
  stream: true,
  store: false,
})

let completion = ''
stream.on('event', (part) => {
  const piece = part.type === 'response.function_call_arguments.delta' ? part.delta : ''
  completion += piece
  process.stdout.write(piece)
})
await stream.done()
console.log(JSON.parse(completion).title)
