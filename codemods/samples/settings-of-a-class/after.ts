import OpenAI from 'openai'

export class Writer {
  private readonly openai = new OpenAI()
  private readonly defaults = { model: 'gpt-4o', temperature: 0.3, max_output_tokens: 500 }

  async write(about: string) {
    const completion = await this.openai.responses.create({
      ...this.defaults,
      input: about,
      store: false,
    })
    return completion.output_text
  }

  async review(text: string) {
    const completion = await this.openai.responses.create(this.reviewOf(text))
    return completion.output_text
  }

  private reviewOf(text: string): OpenAI.Responses.ResponseCreateParamsNonStreaming {
    return { ...this.defaults, input: `Review: ${text}`, reasoning: { effort: 'low' }, store: false }
  }
}
