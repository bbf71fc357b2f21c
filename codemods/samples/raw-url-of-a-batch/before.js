import OpenAI from 'openai'

const client = new OpenAI()

export const startBatch = file =>
  client.batches.create({ input_file_id: file, endpoint: '/v1/chat/completions', completion_window: '24h' })
