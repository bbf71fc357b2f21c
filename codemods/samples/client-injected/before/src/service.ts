import type OpenAI from 'openai'

export class Service {
  constructor(private readonly client: OpenAI) {}

  async ask(question: string) {
    const { choices } = await this.client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: question }],
    })
    return choices[0].message.content || 'nothing'
  }
}
