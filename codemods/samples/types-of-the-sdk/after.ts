import OpenAI from 'openai'

const openai = new OpenAI()

const request: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
  model: 'gpt-4o',
  input: 'Typed',
  max_output_tokens: 100,
  store: false,
}
const completion: OpenAI.Responses.Response = await openai.responses.create(request)
console.log(completion.output_text, completion.usage?.total_tokens)
