import OpenAI from 'openai';

const openai = new OpenAI();

function ask(question: string) {
  return openai.responses.create({
    model: 'gpt-4o-mini',
    instructions: 'Answer in one word.',
    input: question,
    store: false,
  });
}

export async function askAll(questions: string[]) {
  const answers = await Promise.all(questions.map(question => ask(question)));
  const total = answers.reduce((sum, answer) => sum + (answer.usage?.total_tokens ?? 0), 0);
  return { texts: answers.map(answer => answer.output_text), total };
}

export async function askWhatGoes(questions: string[]) {
  const outcomes = await Promise.allSettled(
    questions.map(question => openai.responses.create({ model: 'gpt-4o-mini', input: question, store: false })),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') console.log(outcome.value.output_text);
    else console.error(outcome.reason);
  }
}
