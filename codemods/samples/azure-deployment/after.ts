import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI({
  endpoint: process.env.AZURE_OPENAI_ENDPOINT,
  apiKey: process.env.AZURE_OPENAI_API_KEY,
  deployment: process.env.AZURE_OPENAI_DEPLOYMENT ?? 'chat',
  apiVersion: '2025-04-01-preview',
});

export async function ask(question: string) {
  const result = await client.responses.create({
    model: process.env.AZURE_OPENAI_DEPLOYMENT ?? 'chat',
    input: question,
    store: false,
  });
  return result.output_text;
}
