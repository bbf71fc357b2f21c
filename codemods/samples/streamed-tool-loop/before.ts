import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';

const openai = new OpenAI();

const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'add',
      parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
    },
  },
];

async function answer(question: string) {
  const messages: ChatCompletionMessageParam[] = [{ role: 'user', content: question }];
  for (;;) {
    const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages, tools, stream: true });
    let content = '';
    const toolCalls: { id: string; type: 'function'; function: { name: string; arguments: string } }[] = [];
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta;

      if (delta?.content) {
        content += delta.content;
        process.stdout.write(delta.content);
      }

      // Calls come in pieces.
      if (delta?.tool_calls) {
        for (const toolCall of delta.tool_calls) {
          if (!toolCalls[toolCall.index]) {
            toolCalls[toolCall.index] = { id: '', type: 'function', function: { name: '', arguments: '' } };
          }
          if (toolCall.id) toolCalls[toolCall.index].id = toolCall.id;
          if (toolCall.function?.name) toolCalls[toolCall.index].function.name += toolCall.function.name;
          toolCalls[toolCall.index].function.arguments += toolCall.function?.arguments ?? '';
        }
      }
    }
    if (toolCalls.length === 0) return content;

    messages.push({ role: 'assistant', content: content || null, tool_calls: toolCalls });
    for (const toolCall of toolCalls) {
      const { a, b } = JSON.parse(toolCall.function.arguments);
      console.log(toolCall.function.name, a, b);
      messages.push({ role: 'tool', tool_call_id: toolCall.id, content: String(a + b) });
    }
  }
}

console.log(await answer('Add both pairs.'));
