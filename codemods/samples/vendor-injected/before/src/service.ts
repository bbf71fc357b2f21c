import type OpenAI from 'openai'

export class Service {
  constructor(private readonly client: OpenAI) {}

  async ask(model: string, question: string) {
    const completion = await this.client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: question }],
    })
    return completion.choices[0].message.content
  }
}
