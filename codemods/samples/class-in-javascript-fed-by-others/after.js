import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

export class Bot {
  constructor() {
    this.client = new OpenAI()
    this.messages = []
  }

  add(message) {
    this.messages.push(message)
  }

  async answer() {
    const completion = toChatCompletion(await this.client.responses.create(toResponsesRequest({ model: 'gpt-4o', messages: this.messages })))
    return completion.choices[0].message.content
  }
}
