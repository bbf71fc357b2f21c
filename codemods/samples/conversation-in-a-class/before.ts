import OpenAI from 'openai';

export class Conversation {
  private readonly client = new OpenAI();
  private messages: OpenAI.Chat.ChatCompletionMessageParam[] = [];

  constructor(system: string) {
    this.messages.push({ role: 'system', content: system });
  }

  get length() {
    return this.messages.length;
  }

  async say(text: string): Promise<string> {
    this.messages.push({ role: 'user', content: text });
    const completion = await this.client.chat.completions.create({
      model: 'gpt-4o',
      messages: this.messages,
    });
    const answer = completion.choices[0].message.content || 'Hm.';
    this.messages.push({ role: 'assistant', content: answer });
    return answer;
  }
}
