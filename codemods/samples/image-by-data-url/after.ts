import OpenAI from "openai";

const openai = new OpenAI();

export async function altText(base64: string) {
  const result = await openai.responses.create({
    model: "gpt-4o-mini",
    instructions: "Write alternative texts.",
    input: [
      {
        role: "user",
        content: [
          { type: "input_image", image_url: `data:image/png;base64,${base64}`, detail: "auto" },
          { type: "input_text", text: "Describe it in ten words." },
        ],
      },
    ],
    store: false,
  });
  return result.output_text;
}
