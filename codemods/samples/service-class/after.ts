import OpenAI from 'openai';

export class Translator {
  private readonly openai: OpenAI;

  constructor(private readonly model = 'gpt-4o-mini') {
    this.openai = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'], maxRetries: 3 });
  }

  /** Translates, or gives back what it could not translate. */
  async translate(text: string, language: string): Promise<string> {
    const response = await this.openai.responses.create({
      model: this.model,
      instructions: `Translate what the user says into ${language}. Nothing else.`,
      input: text,
      // the same words every time
      temperature: 0,
      store: false,
    });
    return response.output_text || text;
  }
}
