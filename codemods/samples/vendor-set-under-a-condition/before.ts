import { OpenAI } from 'openai';

interface EngineConfig {
  apiKey: string;
  baseURL?: string;
  model: string;
}

export class OpenAiEngine {
  protected client: OpenAI;

  constructor(private config: EngineConfig) {
    const clientOptions: ConstructorParameters<typeof OpenAI>[0] = {
      apiKey: config.apiKey,
    };
    if (config.baseURL) {
      clientOptions.baseURL = config.baseURL;
    }
    this.client = new OpenAI(clientOptions);
  }

  async generate(diff: string): Promise<string | null> {
    const completion = await this.client.chat.completions.create({
      model: this.config.model,
      messages: [{ role: 'user', content: diff }],
      temperature: 0,
    });
    return completion.choices[0].message.content;
  }
}
