import OpenAI from "openai";

const openai = new OpenAI();

export async function summarize(text: string, model: string) {
  const reasons = model.startsWith("o");
  const completion = await openai.responses.create({
    model,
    instructions: "Summarize.",
    input: text,
    ...(reasons
      ? { max_output_tokens: 4000, reasoning: { effort: "low" as const } }
      : { max_output_tokens: 1000, temperature: 0.2 }),
    store: false,
  });
  return completion.output_text.trim();
}
