import OpenAI from 'openai'

export class Writer {
  private readonly openai = new OpenAI()
  private readonly defaults = { model: 'gpt-4o', temperature: 0.3, max_tokens: 500 }

  async write(about: string) {
    const completion = await this.openai.chat.completions.create({
      ...this.defaults,
      messages: [{ role: 'user', content: about }],
    })
    return completion.choices[0]?.message?.content ?? ''
  }

  async review(text: string) {
    const completion = await this.openai.chat.completions.create(this.reviewOf(text))
    return completion.choices[0]?.message?.content ?? ''
  }

  private reviewOf(text: string): OpenAI.ChatCompletionCreateParamsNonStreaming {
    return { ...this.defaults, messages: [{ role: 'user', content: `Review: ${text}` }], reasoning_effort: 'low' }
  }
}
