import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI({ apiVersion: '2024-06-01', apiKey: process.env.AZURE_OPENAI_API_KEY });

export async function ask(question: string) {
  const result = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  });
  return result.choices[0].message.content;
}
