import OpenAI from 'openai';

const openai = new OpenAI();

const response = await openai.responses.create({
  model: 'gpt-4o',
  input: 'Hello',
  store: false,
});
console.log(response);
