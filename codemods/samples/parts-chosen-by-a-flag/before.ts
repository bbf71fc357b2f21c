import OpenAI from 'openai'

const openai = new OpenAI()
let completions = openai.chat.completions

export function useStandIn(other: typeof completions): void {
  completions = other
}

export async function ask(content: string): Promise<string | null | undefined> {
  const completion = await completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  return completion.choices[0]?.message.content
}
