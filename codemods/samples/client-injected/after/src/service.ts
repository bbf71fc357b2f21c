import type OpenAI from 'openai'

export class Service {
  constructor(private readonly client: OpenAI) {}

  async ask(question: string) {
    const response = await this.client.responses.create({
      model: 'gpt-4o',
      input: question,
      store: false,
    })
    return response.output_text || 'nothing'
  }
}
