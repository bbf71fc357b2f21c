import OpenAI from 'openai'

const openai = new OpenAI()

const add = {
  name: 'add',
  parameters: { type: 'object', properties: {} },
  run: (a, b) => a + b,
}

export async function ask(question) {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    tools: [{ type: 'function', function: add }],
  })
  return completion.choices[0].message.content
}
