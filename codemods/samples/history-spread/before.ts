import OpenAI from 'openai';

interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

const openai = new OpenAI();

export async function reply(history: Turn[], question: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'You are friendly.' },
      ...history,
      { role: 'user', content: question },
    ],
    user: 'user-1234',
  });
  return completion.choices[0]?.message?.content ?? '';
}
