import OpenAI from 'openai'

class Patient extends OpenAI {
  constructor({ patience }: { patience: number }) {
    super({ maxRetries: patience })
  }
}

const client = new Patient({ patience: 5 })

const stream = client.chat.completions.stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
stream.on('message', message => console.log(message.role))
await stream.done()
