import { Configuration, OpenAIApi } from 'openai'

const openai = new OpenAIApi(new Configuration({ apiKey: process.env.KEY, basePath: 'https://api.deepseek.com/v1' }))

export async function ask(prompt) {
  try {
    const { data } = await openai.createChatCompletion({
      model: 'gpt-3.5-turbo',
      messages: [{ role: 'system', content: 'You are a bot.' }, { role: 'user', content: prompt }],
      temperature: 0.7,
    })
    return data.choices[0].message.content
  } catch (error) {
    console.error(error.response?.data ?? error.message)
    return undefined
  }
}
