import OpenAI from 'openai'

const openai = new OpenAI()

export async function both(question: string) {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  const [left, right] = stream.tee()
  for await (const chunk of left) process.stdout.write(chunk.choices[0]?.delta?.content ?? '')
  return right.toReadableStream()
}
