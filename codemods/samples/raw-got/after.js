import got from 'got'

const outputText = response =>
	response.output
		.flatMap(item => (item.type === 'message' ? item.content : []))
		.map(part => part.text ?? '')
		.join('')

export async function ask(content) {
	const data = await got
		.post(`${process.env.OPENAI_BASE_URL}/responses`, {
			headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
			json: { model: 'gpt-4o', input: content, temperature: 0.2, store: false },
		})
		.json()
	return outputText(data)
}

console.log(await ask('What is the capital of France?'))
