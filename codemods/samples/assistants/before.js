import OpenAI from 'openai'

const openai = new OpenAI()

export async function run(assistant, question) {
  const thread = await openai.beta.threads.create({ messages: [{ role: 'user', content: question }] })
  const run = await openai.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant })
  const messages = await openai.beta.threads.messages.list(run.thread_id)
  return messages.data[0].content[0].text.value
}
