import OpenAI from "openai";

const openai = new OpenAI();

export async function ask(question: string): Promise<string> {
  const result = await openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: question }] });
  const content = result.choices[0].message.content;
  if (content === null) {
    return "No answer.";
  }
  return content;
}
