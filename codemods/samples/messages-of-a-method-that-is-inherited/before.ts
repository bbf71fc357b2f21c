import OpenAI from 'openai'

abstract class Conversation {
  protected abstract messages(question: string): OpenAI.Chat.ChatCompletionMessageParam[]

  size(question: string) {
    return this.messages(question).length
  }
}

export class Guide extends Conversation {
  private readonly openai = new OpenAI()

  protected messages(question: string): OpenAI.Chat.ChatCompletionMessageParam[] {
    return [{ role: 'user', content: question }]
  }

  async ask(question: string) {
    const completion = await this.openai.chat.completions.create({
      model: 'gpt-4o',
      messages: this.messages(question),
      stop: ['.'],
    })
    return completion.choices[0].message.content
  }
}
