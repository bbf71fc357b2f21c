const openai = {
  chat: {
    completions: {
      create: async () => ({ choices: [{ message: { role: 'assistant', content: 'doubled' } }] }),
    },
  },
}

export async function check() {
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] })
  return completion.choices[0].message.content === 'doubled'
}
