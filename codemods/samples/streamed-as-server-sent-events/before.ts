import OpenAI from 'openai'

const openai = new OpenAI()

interface Outgoing {
  write(text: string): void
  end(): void
}

export async function handle(question: string, response: Outgoing) {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  for await (const chunk of stream) {
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  response.write('data: [DONE]\n\n')
  response.end()
}
