import OpenAI from 'openai';

const openai = new OpenAI();

const completion = await openai.responses.create({
  model: 'gpt-4o',
  input: 'Look a up',
  tools: [{ type: 'function', name: 'lookup', parameters: { type: 'object', properties: { key: { type: 'string' } } }, strict: false }],
  store: false,
});

switch (completion.incomplete_details?.reason === 'content_filter' ? 'content_filter' : completion.incomplete_details ? 'length' : completion.output.some(item => item.type === 'function_call') ? 'tool_calls' : 'stop') {
  case 'stop':
    console.log(completion.output_text);
    break;
  case 'tool_calls':
    console.log(completion.output.flatMap(item => (item.type === 'function_call' ? [item] : [])).length, 'calls');
    break;
  default:
    throw new Error(`Unexpected: ${completion.incomplete_details?.reason === 'content_filter' ? 'content_filter' : completion.incomplete_details ? 'length' : completion.output.some(item => item.type === 'function_call') ? 'tool_calls' : 'stop'}`);
}
