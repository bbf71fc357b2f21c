import OpenAI from 'openai'

const openai = new OpenAI()

export async function others(file: File, prompt: string) {
  const { text } = await openai.audio.transcriptions.create({ file, model: 'whisper-1' })
  const legacy = await openai.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt, max_tokens: 16 })
  const image = await openai.images.generate({ prompt, n: 1 })
  return { text, legacy: legacy.choices[0]?.text, image: image.data?.[0]?.url }
}
