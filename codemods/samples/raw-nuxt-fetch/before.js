export default async function ask(turns) {
  const answer = await $fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: { model: 'gpt-4o', messages: turns },
  })
  return answer
}
