import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { wrap } from 'responses-bridge/openai'

const Place = z.object({ city: z.string() })

export class Places {
  readonly #client: OpenAI

  constructor(client: OpenAI) {
    this.#client = client
  }

  async find(question: string) {
    return wrap(await this.client()).beta.chat.completions.parse(
      {
        model: 'gpt-4o',
        messages: [{ role: 'user', content: question }],
        response_format: zodResponseFormat(Place, 'place'),
      },
      { timeout: 5000 },
    )
  }

  private async client() {
    return this.#client
  }
}
