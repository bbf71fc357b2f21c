import OpenAI from 'openai';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export class Service {
  private client = new OpenAI();

  constructor(private config: { model: string; maxTokens: number }) {}

  async chat(messages: Message[]): Promise<string> {
    const response = await this.client.responses.create({
      model: this.config.model,
      input: messages,
      max_output_tokens: this.config.maxTokens,
      store: false,
    });
    const content = response.output_text;
    if (!content) {
      throw new Error('No content received from OpenAI');
    }
    return content;
  }
}
