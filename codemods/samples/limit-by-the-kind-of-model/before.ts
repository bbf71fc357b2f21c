import OpenAI from "openai";

const openai = new OpenAI();

export async function summarize(text: string, model: string) {
  const reasons = model.startsWith("o");
  const completion = await openai.chat.completions.create({
    model,
    messages: [
      { role: "system", content: "Summarize." },
      { role: "user", content: text },
    ],
    ...(reasons
      ? { max_completion_tokens: 4000, reasoning_effort: "low" as const }
      : { max_tokens: 1000, temperature: 0.2 }),
  });
  return completion.choices[0]?.message.content?.trim();
}
