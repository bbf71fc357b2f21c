import OpenAI from 'openai'

const openai = new OpenAI()
const create = openai.chat.completions.create.bind(openai.chat.completions)
let calls = 0
openai.chat.completions.create = ((...given: Parameters<typeof create>) => {
  calls += 1
  return create(...given)
}) as typeof create

const completion = await openai.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Count this.' }],
})
console.log(completion.choices[0]?.message.content, calls)
