import OpenAI from 'openai'

const clientFor = (key: string | undefined) => (key ? new OpenAI({ apiKey: key }) : null)

async function ask(client: OpenAI | null, question: string) {
  const answer = await client?.responses.create({
    model: 'gpt-4o-mini',
    input: question,
    store: false,
  })
  return answer?.output_text || 'Nobody to ask.'
}

console.log(await ask(clientFor('sk-test'), 'Who is there?'))
console.log(await ask(clientFor(undefined), 'Who is there?'))
