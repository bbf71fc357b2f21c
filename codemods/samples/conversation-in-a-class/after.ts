import OpenAI from 'openai';

export class Conversation {
  private readonly client = new OpenAI();
  private messages: OpenAI.Responses.EasyInputMessage[] = [];

  constructor(system: string) {
    this.messages.push({ role: 'system', content: system });
  }

  get length() {
    return this.messages.length;
  }

  async say(text: string): Promise<string> {
    this.messages.push({ role: 'user', content: text });
    const completion = await this.client.responses.create({
      model: 'gpt-4o',
      input: this.messages,
      store: false,
    });
    const answer = completion.output_text || 'Hm.';
    this.messages.push({ role: 'assistant', content: answer });
    return answer;
  }
}
