import OpenAI from 'openai';

const openai = new OpenAI();

export async function describeImage(url: string) {
  const response = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is in this image?' },
          {
            type: 'image_url',
            image_url: { url, detail: 'low' },
          },
        ],
      },
    ],
    max_tokens: 500,
  });
  return response.choices[0].message.content;
}
