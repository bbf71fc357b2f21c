import OpenAI from 'openai';

const openai = new OpenAI();

const tools = [
  {
    type: 'function' as const,
    name: 'add',
    parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
    strict: false,
  },
];

async function answer(question: string) {
  const messages: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: question }];
  for (;;) {
    const stream = await openai.responses.create({ model: 'gpt-4o', input: messages, tools, stream: true, store: false });
    let content = '';
    const toolCalls: OpenAI.Responses.ResponseFunctionToolCall[] = [];
    for await (const chunk of stream) {
      if (chunk.type === 'response.output_text.delta' && chunk.delta) {
        content += chunk.delta;
        process.stdout.write(chunk.delta);
      }

      // Calls come in pieces.
      if (chunk.type === 'response.output_item.done' && chunk.item.type === 'function_call') {
        toolCalls.push({ ...chunk.item, id: undefined });
      }
    }
    if (toolCalls.length === 0) return content;

    messages.push(...(content ? [{ role: 'assistant' as const, content }] : []), ...toolCalls);
    for (const toolCall of toolCalls) {
      const { a, b } = JSON.parse(toolCall.arguments);
      console.log(toolCall.name, a, b);
      messages.push({ type: 'function_call_output', call_id: toolCall.call_id, output: String(a + b) });
    }
  }
}

console.log(await answer('Add both pairs.'));
