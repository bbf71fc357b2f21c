export class FakeModel {
  readonly chat = {
    completions: {
      create: async (request: { model: string; messages: { role: string; content: string }[] }) => ({
        choices: [{ message: { content: `${request.model}: ${request.messages.length}` } }],
      }),
    },
  }
}

const openai = new FakeModel()

const completion = await openai.chat.completions.create({
  model: 'none',
  messages: [{ role: 'user', content: 'Hello' }],
})
console.log(completion.choices[0]?.message.content)
