import OpenAI from 'openai';

const openai = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
});

export async function summarize(text: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o-mini',
    instructions: 'You summarize texts in one sentence.',
    input: `Summarize this:\n\n${text}`,
    max_output_tokens: 300,
    temperature: 0,
    store: false,
  });

  return completion.output_text;
}
