import OpenAI from 'openai';

const openai = new OpenAI();

export async function describeImage(url: string) {
  const response = await openai.responses.create({
    model: 'gpt-4o',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is in this image?' },
          {
            type: 'input_image',
            image_url: url,
            detail: 'low',
          },
        ],
      },
    ],
    max_output_tokens: 500,
    store: false,
  });
  return response.output_text;
}
