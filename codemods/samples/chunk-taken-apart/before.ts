import OpenAI from 'openai'

const openai = new OpenAI()

const stream = await openai.chat.completions.create({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Count.' }],
  stream: true,
  stream_options: { include_usage: true },
})

let cost: OpenAI.CompletionUsage | null | undefined
let reason: string | null = null
for await (const { choices, usage } of stream) {
  if (usage) cost = usage
  const content = choices[0]?.delta?.content
  if (content) process.stdout.write(content)
  reason = choices[0]?.finish_reason ?? reason
}
console.log('', reason, cost?.prompt_tokens, cost?.total_tokens)
