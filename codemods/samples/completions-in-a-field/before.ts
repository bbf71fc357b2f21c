import OpenAI from 'openai'

class Weather {
  private readonly completions = new OpenAI().chat.completions

  async ask(content: string): Promise<string> {
    const response = await this.completions
      .create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
      .asResponse()
    const body = await response.json()
    return body.choices[0].message.content
  }
}

console.log(await new Weather().ask('Rainy?'))
