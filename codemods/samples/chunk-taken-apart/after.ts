import OpenAI from 'openai'

const openai = new OpenAI()

const stream = await openai.responses.create({
  model: 'gpt-4o',
  input: 'Count.',
  stream: true,
  store: false,
})

let cost: OpenAI.Responses.ResponseUsage | null | undefined
let reason: string | null = null
for await (const event of stream) {
  if ((event.type === 'response.completed' || event.type === 'response.incomplete') && event.response.usage) cost = event.response.usage
  const content = event.type === 'response.output_text.delta' ? event.delta : undefined
  if (content) process.stdout.write(content)
  reason = (event.type === 'response.completed' ? 'stop' : event.type === 'response.incomplete' ? (event.response.incomplete_details?.reason === 'content_filter' ? 'content_filter' : 'length') : null) ?? reason
}
console.log('', reason, cost?.input_tokens, cost?.total_tokens)
