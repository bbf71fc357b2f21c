import { OpenAI } from 'openai';

export interface EngineConfig {
  apiKey: string;
  model: string;
  baseURL?: string;
}

export class OpenAiEngine {
  protected client: OpenAI;

  constructor(protected config: EngineConfig) {
    const clientOptions: ConstructorParameters<typeof OpenAI>[0] = { apiKey: config.apiKey };
    if (config.baseURL) clientOptions.baseURL = config.baseURL;
    this.client = new OpenAI(clientOptions);
  }

  async generate(prompt: string): Promise<string | null> {
    const completion = await this.client.chat.completions.create({
      model: this.config.model,
      messages: [{ role: 'user', content: prompt }],
    });
    return completion.choices[0].message.content;
  }
}
