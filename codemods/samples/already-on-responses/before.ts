import OpenAI from 'openai'

const client = new OpenAI()

const response = await client.responses.create({
  model: 'gpt-4o',
  instructions: 'Be brief.',
  input: 'Hello',
  max_output_tokens: 100,
  store: false,
})
console.log(response.output_text)

const stream = await client.responses.create({ model: 'gpt-4o', input: 'Hello', stream: true })
for await (const event of stream) {
  if (event.type === 'response.output_text.delta') process.stdout.write(event.delta)
}
