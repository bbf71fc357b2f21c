import OpenAI from 'openai'

const openai = new OpenAI()

class Weather {
  private readonly part = openai.chat

  async ask(content: string) {
    const completion = await this.part.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content }],
    })
    return completion.choices[0]?.message.content
  }

  async rhyme(content: string) {
    const stream = await this.part.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'Answer in rhymes.' },
        { role: 'user', content },
      ],
      stream: true,
    })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    return text
  }
}

const weather = new Weather()
console.log(await weather.ask('Rainy?'), await weather.rhyme('Cloudy?'))
