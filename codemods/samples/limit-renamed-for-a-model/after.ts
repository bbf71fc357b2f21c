import OpenAI from 'openai'
import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

const openai = new OpenAI()

async function ask(model: string): Promise<string> {
  const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
    model,
    messages: [{ role: 'user', content: 'Hi' }],
    max_tokens: 200,
  }
  if (model.startsWith('o')) {
    request.max_completion_tokens = request.max_tokens
    delete request.max_tokens
  } else {
    request.temperature = 0.4
  }
  const completion = toChatCompletion(await openai.responses.create(toResponsesRequest(request)))
  return completion.choices[0].message.content ?? ''
}

for (const model of ['gpt-4o', 'o3']) console.log(await ask(model))
