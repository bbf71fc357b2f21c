import OpenAI from 'openai'

const openai = new OpenAI()

openai.chat.completions
  .create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Chain' }],
  })
  .then(completion => console.log(completion.choices[0].message.content))
  .catch(error => console.error(error.message))

await new Promise(resolve => setTimeout(resolve, 300))
