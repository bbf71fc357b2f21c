import OpenAI from "openai";

const openai = new OpenAI();

const response = await openai.responses.create({
  model: "gpt-4o",
  input: [{ role: "system", content: "Say hello to the world." }],
  store: false,
});
console.log(response.output_text.trim() || "{}");
