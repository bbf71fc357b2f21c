import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI({
  endpoint: process.env.AZURE_OPENAI_ENDPOINT,
  apiKey: process.env.AZURE_OPENAI_API_KEY,
  apiVersion: '2025-04-01-preview',
});

export async function ask(question: string) {
  const result = await client.responses.create({
    model: 'gpt-4o',
    instructions: 'You are a helpful assistant.',
    input: question,
    max_output_tokens: 800,
    temperature: 0.7,
    top_p: 0.95,
    store: false,
  });
  return result.output_text;
}
