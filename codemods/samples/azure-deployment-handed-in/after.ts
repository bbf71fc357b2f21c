import { AzureOpenAI } from 'openai';
import { wrap } from 'responses-bridge/openai';

const clientOf = (deployment: string) =>
  new AzureOpenAI({
    endpoint: process.env.AZURE_OPENAI_ENDPOINT,
    apiKey: process.env.AZURE_OPENAI_API_KEY,
    deployment,
    apiVersion: '2025-04-01-preview',
  });

export async function ask(question: string, deployment = 'chat') {
  const result = await wrap(clientOf(deployment)).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
  });
  return result.choices[0].message.content;
}
