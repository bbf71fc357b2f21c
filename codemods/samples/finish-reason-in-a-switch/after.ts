import OpenAI from 'openai';
import { toChatCompletion, toResponsesRequest } from 'responses-bridge';

const openai = new OpenAI();

const completion = toChatCompletion(await openai.responses.create(toResponsesRequest({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Look a up' }],
  tools: [{ type: 'function', function: { name: 'lookup', parameters: { type: 'object', properties: { key: { type: 'string' } } } } }],
})));

const choice = completion.choices[0];
switch (choice.finish_reason) {
  case 'stop':
    console.log(choice.message.content);
    break;
  case 'tool_calls':
    console.log(choice.message.tool_calls?.length, 'calls');
    break;
  default:
    throw new Error(`Unexpected: ${choice.finish_reason}`);
}
