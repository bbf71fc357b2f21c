import OpenAI from 'openai';

const openai = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
});

export async function summarize(text: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'You summarize texts in one sentence.' },
      { role: 'user', content: `Summarize this:\n\n${text}` },
    ],
    max_tokens: 300,
    temperature: 0,
  });

  return completion.choices[0].message.content;
}
