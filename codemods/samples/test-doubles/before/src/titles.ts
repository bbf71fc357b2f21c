import OpenAI from 'openai'

export class Titles {
  readonly client = new OpenAI({ apiKey: 'sk-test' })

  async of(texts: readonly string[]): Promise<string[]> {
    const titles: string[] = []
    for (const text of texts) {
      const completion = await this.client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: `A title for: ${text}` }],
      })
      if (completion.choices[0]?.finish_reason === 'length') throw new Error('The title is too long.')
      titles.push(completion.choices[0]?.message.content?.trim() || 'Untitled')
    }
    return titles
  }
}
