import OpenAI from 'openai';

const openai = new OpenAI();
const sessions: Record<string, OpenAI.Responses.EasyInputMessage[]> = {};
const lobby = { count: 0, messages: [] as OpenAI.Responses.EasyInputMessage[] };

export async function reply(session: string, text: string) {
  if (!sessions[session]) {
    sessions[session] = [{ role: 'system', content: 'You are kind.' }];
  }
  sessions[session].push({ role: 'user', content: text });
  const completion = await openai.responses.create({ model: 'gpt-4o', input: sessions[session], store: false });
  return completion.output_text;
}

export async function greet(text: string) {
  lobby.count += 1;
  lobby.messages.push({ role: 'user', content: text });
  const completion = await openai.responses.create({ model: 'gpt-4o', input: lobby.messages, store: false });
  return `${lobby.count} ${completion.output_text}`;
}
