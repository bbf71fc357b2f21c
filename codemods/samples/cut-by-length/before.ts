import OpenAI from 'openai'

const openai = new OpenAI()

const response = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen' }],
  max_tokens: 16,
})
if (response.choices[0].finish_reason === 'length') console.warn('The answer was cut short.')
console.log(response.choices[0].message.content)
