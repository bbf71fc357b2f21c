const base = process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'

export const urls = {
  completion: `${base}/chat/completions`,
  models: `${base}/models`,
}
