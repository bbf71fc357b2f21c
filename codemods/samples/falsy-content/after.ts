import OpenAI from "openai";

const openai = new OpenAI();

export async function reviewPatch(patch: string): Promise<string> {
  const response = await openai.responses.create({
    model: "gpt-4o",
    instructions: "You are a senior engineer. Review the patch.",
    input: patch,
    top_p: 1,
    store: false,
  });

  const content = response.output_text;
  if (!content) {
    throw new Error("The model said nothing");
  }
  return content;
}
