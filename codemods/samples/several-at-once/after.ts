import OpenAI from 'openai';

const openai = new OpenAI();

export async function translateAll(texts: string[]) {
  return Promise.all(
    texts.map(async (text) => {
      const result = await openai.responses.create({
        model: 'gpt-4o-mini',
        instructions: 'Translate into German.',
        input: text,
        store: false,
      });
      return result.output_text || text;
    }),
  );
}
