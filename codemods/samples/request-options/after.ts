import OpenAI from 'openai';

const openai = new OpenAI();
const controller = new AbortController();

const completion = await openai.responses.create(
  {
    model: 'gpt-4o',
    input: 'Hurry up',
    store: false,
  },
  { signal: controller.signal, timeout: 5_000, headers: { 'x-trace': '1' } },
);
console.log(completion.output_text);
