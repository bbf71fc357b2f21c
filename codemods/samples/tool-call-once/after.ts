import OpenAI from 'openai';

const client = new OpenAI();

const completion = await client.responses.create({
  model: 'gpt-4o',
  input: 'What is the weather in Paris?',
  tools: [
    {
      type: 'function',
      name: 'get_weather',
      description: 'The weather now.',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      },
      strict: false,
    },
  ],
  tool_choice: { type: 'function', name: 'get_weather' },
  store: false,
});

const toolCall = completion.output.flatMap(item => (item.type === 'function_call' ? [item] : []))[0];
if (toolCall?.type === 'function_call') {
  const { city } = JSON.parse(toolCall.arguments);
  console.log(toolCall.name, city);
}
