import OpenAI from 'openai'

const clientFor = (key: string | undefined) => (key ? new OpenAI({ apiKey: key }) : null)

async function ask(client: OpenAI | null, question: string) {
  const answer = await client?.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: question }],
  })
  return answer?.choices[0]?.message?.content || 'Nobody to ask.'
}

console.log(await ask(clientFor('sk-test'), 'Who is there?'))
console.log(await ask(clientFor(undefined), 'Who is there?'))
