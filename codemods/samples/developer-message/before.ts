import OpenAI from 'openai'

const client = new OpenAI()

async function main() {
  const completion = await client.chat.completions.create({
    model: 'o3-mini',
    reasoning_effort: 'low',
    max_completion_tokens: 2048,
    messages: [
      {
        role: 'developer',
        content: 'Formatting re-enabled.',
      },
      {
        role: 'user',
        content: 'How many primes are there below twenty?',
      },
    ],
  })
  console.log(completion.choices[0]?.message?.content)
}

await main()
