import OpenAI from 'openai';

const openai = new OpenAI();

export async function draw(prompts: string[]) {
  const answers = await Promise.all(
    prompts.map(prompt => openai.chat.completions.create({ model: 'gpt-4o', seed: 7, messages: [{ role: 'user', content: prompt }] })),
  );
  return answers.map(answer => answer.choices[0].message.content ?? '');
}
