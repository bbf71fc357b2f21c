import OpenAI from 'openai'

const openai = new OpenAI()

export async function reply(turns: { fromUser: boolean; text: string }[]) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: turns.map(turn => ({ role: turn.fromUser ? 'user' as const : 'assistant' as const, content: turn.text })),
    store: false,
  })
  return completion.output_text
}
