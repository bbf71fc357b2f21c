import OpenAI from 'openai';

export abstract class OpenAICompatibleProvider {
  protected client: OpenAI;

  constructor(apiKey: string, baseURL: string, private model: string) {
    this.client = new OpenAI({ apiKey, baseURL });
  }

  async generate(prompt: string): Promise<string> {
    const completion = await this.client.chat.completions.create({
      model: this.model,
      messages: [{ role: 'user', content: prompt }],
    });
    return completion.choices[0]?.message?.content || '';
  }
}
