import OpenAI from 'openai';

const openai = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' });

const stream = await openai.chat.completions.create({
  model: 'llama-3.3-70b-versatile',
  messages: [{ role: 'user', content: 'Add both pairs.' }],
  tools: [
    {
      type: 'function',
      function: { name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } } },
    },
  ],
  stream: true,
});

const calls: { id: string; name: string; arguments: string }[] = [];
for await (const chunk of stream) {
  for (const delta of chunk.choices[0]?.delta?.tool_calls ?? []) {
    calls[delta.index] ??= { id: '', name: '', arguments: '' };
    const call = calls[delta.index];
    if (delta.id) call.id = delta.id;
    if (delta.function?.name) call.name += delta.function.name;
    if (delta.function?.arguments) call.arguments += delta.function.arguments;
  }
  if (chunk.choices[0]?.finish_reason === 'tool_calls') console.log('calls are complete');
}
for (const call of calls) console.log(call.name, JSON.parse(call.arguments));
