import OpenAI from 'openai'

export class Weather {
  private readonly chat: OpenAI.Chat = new OpenAI().chat

  async ask(content: string): Promise<string | null | undefined> {
    const completion = await this.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
    return completion.choices[0]?.message.content
  }
}
