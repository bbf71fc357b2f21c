import OpenAI from 'openai';

const client = new OpenAI();

const completion = await client.responses.create({
  model: 'gpt-4o-2024-08-06',
  instructions: 'Extract the event information.',
  input: 'Alice and Bob are going to a science fair on Friday.',
  text: {
    format: {
      type: 'json_schema',
      name: 'event',
      strict: true,
      schema: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          participants: { type: 'array', items: { type: 'string' } },
        },
        required: ['name', 'participants'],
        additionalProperties: false,
      },
    },
  },
  store: false,
});

const event = JSON.parse(completion.output_text);
console.log(event.name, event.participants);
