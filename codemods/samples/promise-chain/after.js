import OpenAI from 'openai'

const openai = new OpenAI()

openai.responses
  .create({
    model: 'gpt-4o',
    input: 'Chain',
    store: false,
  })
  .then(completion => console.log(completion.output_text))
  .catch(error => console.error(error.message))

await new Promise(resolve => setTimeout(resolve, 300))
