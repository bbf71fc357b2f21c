import { createFetch } from 'responses-bridge/fetch'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(question: string): Promise<string | undefined> {
  const response = await createFetch({ upstream: 'responses' })(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }], temperature: 0 }),
  })
  const answer = (await response.json()) as Answer
  return answer.choices[0]?.message.content
}

console.log(await ask('What is the capital of France?'))
