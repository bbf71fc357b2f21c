import OpenAI from 'openai';

const openai = new OpenAI();

function promptFor(code: string): OpenAI.Responses.EasyInputMessage[] {
  return [
    { role: 'system', content: 'You review code.' },
    { role: 'user', content: code },
  ];
}

export async function review(code: string) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: promptFor(code),
    store: false,
  });
  return completion.output_text;
}
