import OpenAI from 'openai';

const openai = new OpenAI();

async function main() {
  const stream = await openai.responses.create({
    model: 'gpt-4',
    input: 'Say this is a test',
    stream: true,
    store: false,
  });
  for await (const chunk of stream) {
    if (chunk.type === 'response.output_text.delta') process.stdout.write(chunk.delta);
  }
  process.stdout.write('\n');
}

await main();
