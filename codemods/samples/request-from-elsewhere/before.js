import OpenAI from 'openai'

const openai = new OpenAI()

/** Hands on whatever it is given. */
export async function proxy(request) {
  return await openai.chat.completions.create(request)
}
