import OpenAI from 'openai';

const openai = new OpenAI();

function promptFor(code: string): OpenAI.Chat.ChatCompletionMessageParam[] {
  return [
    { role: 'system', content: 'You review code.' },
    { role: 'user', content: code },
  ];
}

export async function review(code: string) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: promptFor(code),
  });
  return completion.choices[0].message.content;
}
