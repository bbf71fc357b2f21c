import OpenAI from 'openai'

export class Titles {
  readonly client = new OpenAI({ apiKey: 'sk-test' })

  async of(texts: readonly string[]): Promise<string[]> {
    const titles: string[] = []
    for (const text of texts) {
      const completion = await this.client.responses.create({
        model: 'gpt-4o-mini',
        input: `A title for: ${text}`,
        store: false,
      })
      if (completion.incomplete_details?.reason === 'max_output_tokens') throw new Error('The title is too long.')
      titles.push(completion.output_text.trim() || 'Untitled')
    }
    return titles
  }
}
