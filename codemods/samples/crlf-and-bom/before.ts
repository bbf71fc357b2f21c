import OpenAI from "openai";

const openai = new OpenAI();

const completion = await openai.chat.completions.create({
	model: "gpt-4o",
	messages: [
		{ role: "system", content: "Tabs, too." },
		{ role: "user", content: "Windows?" },
	],
	max_tokens: 64,
});
console.log(completion.choices[0].message.content);
