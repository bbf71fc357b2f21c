import OpenAI, { type ClientOptions } from "openai";

const options: ClientOptions = {
  apiKey: process.env.XAI_API_KEY,
};
options.baseURL = "https://api.x.ai/v1";

const client = new OpenAI(options);

export async function grok(question: string) {
  const { choices } = await client.chat.completions.create({
    model: "grok-2-latest",
    messages: [{ role: "user", content: question }],
    stream: false,
  });
  return choices[0].message.content;
}
