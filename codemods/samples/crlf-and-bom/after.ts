import OpenAI from "openai";

const openai = new OpenAI();

const completion = await openai.responses.create({
	model: "gpt-4o",
	instructions: "Tabs, too.",
	input: "Windows?",
	max_output_tokens: 64,
	store: false,
});
console.log(completion.output_text);
