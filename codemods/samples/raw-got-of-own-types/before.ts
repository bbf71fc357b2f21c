import got from 'got'

interface Answer {
  choices: { message: { content: string } }[]
}

export async function ask(content: string): Promise<string | undefined> {
  const answer = await got
    .post(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
      json: { model: 'gpt-4o', messages: [{ role: 'user', content }] },
    })
    .json<Answer>()
  return answer.choices[0]?.message.content
}
