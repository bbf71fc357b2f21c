import OpenAI from 'openai'

const openai = new OpenAI()

const { data: completion, response } = await openai.responses
  .create({
    model: 'gpt-4o',
    input: 'Hello headers',
    store: false,
  })
  .withResponse()
console.log(response.status, completion.output_text)
