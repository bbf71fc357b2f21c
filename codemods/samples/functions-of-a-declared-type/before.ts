import OpenAI from 'openai'

const openai = new OpenAI()

const weather: OpenAI.ChatCompletionCreateParams.Function = {
  name: 'weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}

const completion = await openai.chat.completions.create({
  model: 'gpt-4-0613',
  messages: [{ role: 'user', content: 'The weather in Oslo?' }],
  functions: [weather],
})
console.log(completion.choices[0].message.function_call?.name)
