import OpenAI from 'openai'

const completion = await new OpenAI().chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Old?' }],
})
console.log(completion.choices[0].message.content)
