import OpenAI from 'openai';

class PerplexityClient extends OpenAI {
  constructor(apiKey: string) {
    super({ apiKey, baseURL: 'https://api.perplexity.ai' });
  }
}

const client = new PerplexityClient(process.env.PERPLEXITY_API_KEY ?? '');

export async function search(query: string) {
  const response = await client.chat.completions.create({
    model: 'sonar',
    messages: [{ role: 'user', content: query }],
  });
  return response.choices[0]?.message?.content ?? '';
}
