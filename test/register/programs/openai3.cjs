// A program written for openai 3, whose transport is axios on node:http.
const { Configuration, OpenAIApi } = require('openai3')

const openai = new OpenAIApi(new Configuration({ apiKey: process.env.OPENAI_API_KEY, basePath: process.env.BASE_URL }))
const request = { model: 'gpt-3.5-turbo', messages: [{ role: 'user', content: 'Say hello.' }] }

async function main() {
  const { status, data } = await openai.createChatCompletion({ ...request, max_tokens: 100 })
  console.log(status, data.choices[0].message.content, data.choices[0].finish_reason)

  const functions = [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }]
  const called = await openai.createChatCompletion({ ...request, functions })
  console.log(called.data.choices[0].message.function_call, called.data.choices[0].finish_reason)

  const streamed = await openai.createChatCompletion({ ...request, stream: true }, { responseType: 'stream' })
  let pending = ''
  for await (const bytes of streamed.data) {
    const lines = (pending + bytes).split('\n')
    pending = lines.pop()
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const payload = line.slice('data: '.length)
      if (payload === '[DONE]') console.log('\ndone')
      else process.stdout.write(`[${JSON.parse(payload).choices[0].delta.content ?? ''}]`)
    }
  }

  const several = await openai.createChatCompletion({ ...request, n: 3, stop: ' hello' })
  console.log(several.data.choices.map(choice => [choice.index, choice.message.content, choice.finish_reason]))

  try {
    await openai.createChatCompletion({ ...request, messages: 'Say hello.' })
  } catch (error) {
    console.log(error.response.status, error.response.data.error.type, error.response.data.error.param)
  }
}

main()
