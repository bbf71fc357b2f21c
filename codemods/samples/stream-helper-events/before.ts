import OpenAI from 'openai'

const openai = new OpenAI()

const stream = openai.chat.completions
  .stream({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Say it in pieces' }],
  })
  .on('content', delta => process.stdout.write(delta))

const content = await stream.finalContent()
console.log(`\n${content?.length}`)
