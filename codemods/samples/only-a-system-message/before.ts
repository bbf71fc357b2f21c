import OpenAI from "openai";

const openai = new OpenAI();

const response = await openai.chat.completions.create({
  model: "gpt-4o",
  messages: [{ role: "system", content: "Say hello to the world." }],
  frequency_penalty: 0,
  presence_penalty: 0,
});
console.log(response.choices[0].message?.content?.trim() || "{}");
