import OpenAI from "openai";
import { toChatCompletion, toResponsesRequest } from "responses-bridge";

const openai = new OpenAI();

export async function ask(question: string): Promise<string> {
  const result = toChatCompletion(await openai.responses.create(toResponsesRequest({ model: "gpt-4o", messages: [{ role: "user", content: question }] })));
  const content = result.choices[0].message.content;
  if (content === null) {
    return "No answer.";
  }
  return content;
}
