import OpenAI from 'openai'

const options = { apiKey: process.env.CEREBRAS_API_KEY, baseURL: 'https://api.cerebras.ai/v1' }

export const llm = new OpenAI(options)
