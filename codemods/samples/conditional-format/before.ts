import OpenAI from 'openai';

const openai = new OpenAI();

export async function review(model: string, prompt: string) {
  const queryConfig = {
    model,
    temperature: 0.2,
    max_tokens: 700,
    top_p: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
  };

  const response = await openai.chat.completions.create({
    ...queryConfig,
    // not every model can do this
    ...(model === 'gpt-4o' ? { response_format: { type: 'json_object' } } : {}),
    messages: [
      {
        role: 'system',
        content: `${prompt} Answer in JSON.`,
      },
    ],
  });
  return response.choices[0].message?.content?.trim() || '{}';
}
