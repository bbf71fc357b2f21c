import OpenAI from 'openai'

interface Turn {
  by: string
  text: string
}

const client = new OpenAI()

async function answer(turns: readonly Turn[]): Promise<string> {
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: turns.map(turn => ({
      role: turn.by === 'us' ? 'user' : 'assistant',
      content: turn.text,
      name: turn.by,
    })),
  })
  return completion.choices[0]?.message.content ?? ''
}

console.log(await answer([{ by: 'us', text: 'Hello' }]))
