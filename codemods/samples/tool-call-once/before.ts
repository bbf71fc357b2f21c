import OpenAI from 'openai';

const client = new OpenAI();

const completion = await client.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The weather now.',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    },
  ],
  tool_choice: { type: 'function', function: { name: 'get_weather' } },
});

const toolCall = completion.choices[0].message.tool_calls?.[0];
if (toolCall?.type === 'function') {
  const { city } = JSON.parse(toolCall.function.arguments);
  console.log(toolCall.function.name, city);
}
