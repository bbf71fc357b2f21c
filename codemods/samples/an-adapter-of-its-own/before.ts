interface Message {
  role: 'system' | 'user'
  content: string
}

function createClient() {
  return {
    chat: {
      completions: {
        create: async ({ model, messages }: { model: string; messages: Message[] }) => {
          const contents = messages.map(message => ({ parts: [{ text: message.content }] }))
          const response = await fetch(`https://generativelanguage.googleapis.com/v1beta/models/${model}:generateContent`, {
            method: 'POST',
            body: JSON.stringify({ contents }),
          })
          const data = (await response.json()) as { candidates: { content: { parts: { text: string }[] } }[] }
          return { choices: [{ message: { content: data.candidates[0]?.content.parts[0]?.text ?? '' } }] }
        },
      },
    },
  }
}

export async function reply(question: string) {
  const client = createClient()
  const completion = await client.chat.completions.create({
    model: 'gemini-2.5-flash',
    messages: [{ role: 'user', content: question }],
  })
  return completion.choices[0]?.message.content
}
