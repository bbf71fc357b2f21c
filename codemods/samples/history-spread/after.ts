import OpenAI from 'openai';

interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

const openai = new OpenAI();

export async function reply(history: Turn[], question: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    instructions: 'You are friendly.',
    input: [
      ...history,
      { role: 'user', content: question },
    ],
    user: 'user-1234',
    store: false,
  });
  return completion.output_text;
}
