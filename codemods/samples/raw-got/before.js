import got from 'got'

export async function ask(content) {
	const data = await got
		.post(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
			headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
			json: { model: 'gpt-4o', messages: [{ role: 'user', content }], temperature: 0.2 },
		})
		.json()
	const [choice] = data.choices
	return choice.message.content
}

console.log(await ask('What is the capital of France?'))
