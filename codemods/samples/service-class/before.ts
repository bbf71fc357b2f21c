import OpenAI from 'openai';

export class Translator {
  private readonly openai: OpenAI;

  constructor(private readonly model = 'gpt-4o-mini') {
    this.openai = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'], maxRetries: 3 });
  }

  /** Translates, or gives back what it could not translate. */
  async translate(text: string, language: string): Promise<string> {
    const response = await this.openai.chat.completions.create({
      model: this.model,
      messages: [
        { role: 'system', content: `Translate what the user says into ${language}. Nothing else.` },
        { role: 'user', content: text },
      ],
      // the same words every time
      temperature: 0,
    });
    return response.choices[0]?.message.content || text;
  }
}
