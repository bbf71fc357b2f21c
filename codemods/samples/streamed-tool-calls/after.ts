import OpenAI from 'openai';

const openai = new OpenAI();

const stream = await openai.responses.create({
  model: 'gpt-4o',
  input: 'Add both pairs.',
  tools: [
    {
      type: 'function',
      name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
      strict: false,
    },
  ],
  stream: true,
  store: false,
});

const calls: { id: string; name: string; arguments: string }[] = [];
for await (const chunk of stream) {
  if (chunk.type === 'response.output_item.done' && chunk.item.type === 'function_call') {
    calls.push({ id: chunk.item.call_id, name: chunk.item.name, arguments: chunk.item.arguments });
  }
  if (chunk.type === 'response.completed' && chunk.response.output.some(item => item.type === 'function_call')) console.log('calls are complete');
}
for (const call of calls) console.log(call.name, JSON.parse(call.arguments));
