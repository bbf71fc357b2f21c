import OpenAI from 'openai'

const openai = new OpenAI()

class Weather {
  private readonly part = openai.responses

  async ask(content: string) {
    const completion = await this.part.create({
      model: 'gpt-4o',
      input: content,
      store: false,
    })
    return completion.output_text
  }

  async rhyme(content: string) {
    const stream = await this.part.create({
      model: 'gpt-4o',
      instructions: 'Answer in rhymes.',
      input: content,
      stream: true,
      store: false,
    })
    let text = ''
    for await (const chunk of stream) if (chunk.type === 'response.output_text.delta') text += chunk.delta
    return text
  }
}

const weather = new Weather()
console.log(await weather.ask('Rainy?'), await weather.rhyme('Cloudy?'))
