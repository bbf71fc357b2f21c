import OpenAI from 'openai'
import { wrap } from 'responses-bridge/openai'

class Weather {
  private readonly completions = wrap(new OpenAI()).chat.completions

  async ask(content: string): Promise<string> {
    const response = await this.completions
      .create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
      .asResponse()
    const body = await response.json()
    return body.choices[0].message.content
  }
}

console.log(await new Weather().ask('Rainy?'))
