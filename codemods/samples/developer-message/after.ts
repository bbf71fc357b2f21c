import OpenAI from 'openai'

const client = new OpenAI()

async function main() {
  const completion = await client.responses.create({
    model: 'o3-mini',
    reasoning: { effort: 'low' },
    max_output_tokens: 2048,
    input: [
      {
        role: 'developer',
        content: 'Formatting re-enabled.',
      },
      {
        role: 'user',
        content: 'How many primes are there below twenty?',
      },
    ],
    store: false,
  })
  console.log(completion.output_text)
}

await main()
