import OpenAI from "openai";

const openai = new OpenAI();

export async function altText(base64: string) {
  const result = await openai.chat.completions.create({
    model: "gpt-4o-mini",
    messages: [
      { role: "system", content: "Write alternative texts." },
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: `data:image/png;base64,${base64}` } },
          { type: "text", text: "Describe it in ten words." },
        ],
      },
    ],
  });
  return result.choices[0].message.content ?? "";
}
