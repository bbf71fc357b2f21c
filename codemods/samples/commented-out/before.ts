import OpenAI from 'openai'

const openai = new OpenAI()

// const completion = await openai.chat.completions.create({ model: 'gpt-4', messages })
export const snippet = `const completion = await openai.chat.completions.create({ model, messages })`

export async function embed(input: string) {
  const { data } = await openai.embeddings.create({ model: 'text-embedding-3-small', input })
  return data[0]?.embedding
}
