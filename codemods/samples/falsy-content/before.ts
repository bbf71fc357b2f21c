import OpenAI from "openai";

const openai = new OpenAI();

export async function reviewPatch(patch: string): Promise<string> {
  const response = await openai.chat.completions.create({
    model: "gpt-4o",
    messages: [
      {
        role: "system",
        content: "You are a senior engineer. Review the patch.",
      },
      {
        role: "user",
        content: patch,
      },
    ],
    top_p: 1,
  });

  const content = response.choices[0].message.content;
  if (!content) {
    throw new Error("The model said nothing");
  }
  return content;
}
