import OpenAI from 'openai'

const openai = new OpenAI()

export async function reply(turns: { fromUser: boolean; text: string }[]) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: turns.map(turn => ({ role: turn.fromUser ? 'user' as const : 'assistant' as const, content: turn.text })),
  })
  return completion.choices[0]?.message.content || ''
}
