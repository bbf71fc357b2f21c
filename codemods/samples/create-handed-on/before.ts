import OpenAI from 'openai'

const openai = new OpenAI()

export async function withRetries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await work()
    } catch {}
  }
  return work()
}

export const create = openai.chat.completions.create.bind(openai.chat.completions)
