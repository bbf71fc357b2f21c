import OpenAI from 'openai'

const openai = new OpenAI()

const { data: completion, response } = await openai.chat.completions
  .create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Hello headers' }],
  })
  .withResponse()
console.log(response.status, completion.choices[0].message.content)
