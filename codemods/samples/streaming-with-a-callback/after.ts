import OpenAI from 'openai';

const openai = new OpenAI();

export async function streamAnswer(question: string, onToken: (token: string) => void): Promise<string> {
  const stream = await openai.responses.create({
    model: 'gpt-4o',
    instructions: 'Be brief.',
    input: question,
    stream: true,
    store: false,
  });

  let answer = '';
  for await (const part of stream) {
    const content = part.type === 'response.output_text.delta' ? part.delta : undefined;
    if (content) {
      answer += content;
      onToken(content);
    }
  }
  return answer;
}
