import OpenAI from 'openai';

const openai = new OpenAI();

function ask(question: string) {
  return openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Answer in one word.' },
      { role: 'user', content: question },
    ],
  });
}

export async function askAll(questions: string[]) {
  const answers = await Promise.all(questions.map(question => ask(question)));
  const total = answers.reduce((sum, answer) => sum + (answer.usage?.total_tokens ?? 0), 0);
  return { texts: answers.map(answer => answer.choices[0].message.content ?? ''), total };
}

export async function askWhatGoes(questions: string[]) {
  const outcomes = await Promise.allSettled(
    questions.map(question => openai.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: question }] })),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') console.log(outcome.value.choices[0]?.message?.content ?? '');
    else console.error(outcome.reason);
  }
}
