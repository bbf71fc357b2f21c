import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.responses
  .stream({
    model: 'gpt-4o',
    input: 'Say it in pieces',
    store: false,
  })
  .on('response.output_text.delta', event => process.stdout.write(event.delta))

const content = (await stream.finalResponse()).output_text
console.log(`\n${content?.length}`)
