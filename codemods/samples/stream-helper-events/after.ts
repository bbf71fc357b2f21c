import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.responses
  .stream({
    model: 'gpt-4o',
    input: 'Say it in pieces',
    store: false,
  })
  .on('response.output_text.delta', ({ delta }) => process.stdout.write(delta))

const content = (await stream.finalResponse()).output_text
console.log(`\n${content?.length}`)
