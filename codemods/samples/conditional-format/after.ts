import OpenAI from 'openai';

const openai = new OpenAI();

export async function review(model: string, prompt: string) {
  const queryConfig = {
    model,
    temperature: 0.2,
    max_output_tokens: 700,
    top_p: 1,
  };

  const response = await openai.responses.create({
    ...queryConfig,
    // not every model can do this
    ...(model === 'gpt-4o' ? { text: { format: { type: 'json_object' } } } : {}),
    input: [
      {
        role: 'system',
        content: `${prompt} Answer in JSON.`,
      },
    ],
    store: false,
  });
  return response.output_text.trim() || '{}';
}
