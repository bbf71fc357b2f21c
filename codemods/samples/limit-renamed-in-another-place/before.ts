import OpenAI from 'openai'

const openai = new OpenAI()

async function ask(model: string, isShort: boolean): Promise<string> {
  const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
    model,
    messages: [{ role: 'user', content: 'Hi' }],
    max_tokens: 200,
  }
  if (model.startsWith('o')) request.max_completion_tokens = request.max_tokens
  if (isShort) {
    delete request.max_tokens
  }
  const completion = await openai.chat.completions.create(request)
  return completion.choices[0].message.content ?? ''
}

console.log(await ask('gpt-4o', true), await ask('gpt-4o', false))
