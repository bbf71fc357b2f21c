import OpenAI from 'openai'

const openai = new OpenAI()

export async function ask(question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  })
  const choice = completion.choices[0]!
  return { text: choice.message.content, reason: choice.finish_reason, usage: completion.usage }
}

const { text, reason, usage } = await ask('How many?')
console.log(text, reason, usage?.prompt_tokens, usage?.completion_tokens, usage?.total_tokens)
