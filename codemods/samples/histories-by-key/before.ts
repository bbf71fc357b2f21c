import OpenAI from 'openai';

const openai = new OpenAI();
const sessions: Record<string, OpenAI.Chat.ChatCompletionMessageParam[]> = {};
const lobby = { count: 0, messages: [] as OpenAI.Chat.ChatCompletionMessageParam[] };

export async function reply(session: string, text: string) {
  if (!sessions[session]) {
    sessions[session] = [{ role: 'system', content: 'You are kind.' }];
  }
  sessions[session].push({ role: 'user', content: text });
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: sessions[session] });
  return completion.choices[0].message.content;
}

export async function greet(text: string) {
  lobby.count += 1;
  lobby.messages.push({ role: 'user', content: text });
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: lobby.messages });
  return `${lobby.count} ${completion.choices[0].message.content}`;
}
