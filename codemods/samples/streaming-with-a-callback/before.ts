import OpenAI from 'openai';

const openai = new OpenAI();

export async function streamAnswer(question: string, onToken: (token: string) => void): Promise<string> {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: question },
    ],
    stream: true,
  });

  let answer = '';
  for await (const part of stream) {
    const content = part.choices[0]?.delta?.content;
    if (content) {
      answer += content;
      onToken(content);
    }
  }
  return answer;
}
