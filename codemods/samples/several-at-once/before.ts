import OpenAI from 'openai';

const openai = new OpenAI();

export async function translateAll(texts: string[]) {
  return Promise.all(
    texts.map(async (text) => {
      const result = await openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'Translate into German.' },
          { role: 'user', content: text },
        ],
      });
      return result.choices[0].message.content || text;
    }),
  );
}
