import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'How much is this?' }],
})
const { usage } = completion
console.log(completion.choices[0].message.content)
console.log(`prompt ${usage?.prompt_tokens}, completion ${usage?.completion_tokens}, total ${usage?.total_tokens}`)
console.log(completion.usage!.prompt_tokens * 0.5 + completion.usage!.completion_tokens * 1.5)
