import OpenAI from 'openai'

const client = new OpenAI()

type Request = Parameters<typeof client.chat.completions.parse>[0]

export async function parse(request: Request) {
  const completion = await client.chat.completions.parse(request)
  return completion.choices.map(choice => choice.message.parsed)
}
