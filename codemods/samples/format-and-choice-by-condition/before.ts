import OpenAI from 'openai';

const openai = new OpenAI();

const tools: OpenAI.Chat.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'look_up',
      description: 'Looks something up.',
      parameters: { type: 'object', properties: { term: { type: 'string' } } },
    },
  },
];

export async function ask(question: string, options: { json?: boolean; tool?: string } = {}) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    tools: options.json ? undefined : tools,
    tool_choice: options.tool ? { type: 'function', function: { name: options.tool } } : undefined,
    response_format: options.json
      ? { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' }, strict: false } }
      : { type: 'text' },
  });
  return completion.choices[0].message.content ?? '';
}
