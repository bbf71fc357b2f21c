import OpenAI from 'openai';

const client = new OpenAI({
  apiKey: process.env.AZURE_OPENAI_API_KEY,
  baseURL: 'https://contoso.openai.azure.com/openai/deployments/chat',
  defaultQuery: { 'api-version': '2024-10-21' },
});

export async function ask(question: string) {
  const result = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  });
  return result.choices[0].message.content;
}
