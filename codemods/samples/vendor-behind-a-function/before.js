import { OpenAI as OpenAIApi } from 'openai'
import { serverEndpoint } from './endpoints.js'

export class LocalLLM {
  constructor() {
    this.client = new OpenAIApi({
      baseURL: serverEndpoint(process.env.LOCAL_LLM_BASE_PATH, 'openai'),
      apiKey: null,
    })
  }

  async complete(prompt, temperature = 0.7) {
    const completion = await this.client.chat.completions.create({
      model: process.env.LOCAL_LLM_MODEL,
      messages: [{ role: 'user', content: prompt }],
      temperature,
    })
    return completion.choices[0].message.content
  }
}
