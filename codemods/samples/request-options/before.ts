import OpenAI from 'openai';

const openai = new OpenAI();
const controller = new AbortController();

const completion = await openai.chat.completions.create(
  {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Hurry up' }],
  },
  { signal: controller.signal, timeout: 5_000, headers: { 'x-trace': '1' } },
);
console.log(completion.choices[0].message.content);
