import { toChatCompletion, toResponsesRequest } from 'responses-bridge'

export default async function ask(turns) {
  const answer = await $fetch(`${process.env.OPENAI_BASE_URL}/responses`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: toResponsesRequest({ model: 'gpt-4o', messages: turns }),
  }).then(answer => toChatCompletion(answer))
  return answer
}
