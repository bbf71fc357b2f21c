import OpenAI from 'openai'

export class Bot {
  constructor() {
    this.client = new OpenAI()
    this.messages = []
  }

  add(message) {
    this.messages.push(message)
  }

  async answer() {
    const completion = await this.client.chat.completions.create({ model: 'gpt-4o', messages: this.messages })
    return completion.choices[0].message.content
  }
}
