import OpenAI from 'openai';

const openai = new OpenAI();

const tools: OpenAI.Responses.FunctionTool[] = [
  {
    type: 'function',
    name: 'look_up',
    description: 'Looks something up.',
    parameters: { type: 'object', properties: { term: { type: 'string' } } },
    strict: false,
  },
];

export async function ask(question: string, options: { json?: boolean; tool?: string } = {}) {
  const completion = await openai.responses.create({
    model: 'gpt-4o',
    input: question,
    tools: options.json ? undefined : tools,
    tool_choice: options.tool ? { type: 'function', name: options.tool } : undefined,
    text: {
      format: options.json
        ? { type: 'json_schema', name: 'answer', schema: { type: 'object' }, strict: false }
        : { type: 'text' },
    },
    store: false,
  });
  return completion.output_text;
}
