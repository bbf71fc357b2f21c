import OpenAI from 'openai'

export class Bot {
  constructor(system) {
    this.client = new OpenAI()
    this.defaults = { model: 'gpt-4o', max_tokens: 200 }
    this.others = new Map()
    this.messages = [{ role: 'system', content: system }]
  }

  reset() {
    this.messages = []
  }

  async say(text) {
    this.messages.push({ role: 'user', content: text })
    const completion = await this.client.chat.completions.create({ ...this.defaults, messages: this.messages })
    const answer = completion.choices[0].message.content
    this.messages.push({ role: 'assistant', content: answer })
    return answer
  }

  async sayTo(name, text) {
    const messages = this.others.get(name) || []
    messages.push({ role: 'user', content: text })
    this.others.set(name, messages)
    const completion = await this.client.chat.completions.create({ ...this.defaults, messages })
    return completion.choices[0].message.content
  }
}
