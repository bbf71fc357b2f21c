// The Node example of an API gateway's documentation, as published but for its base URL.
const response = await fetch(`${process.env.BASE_URL}/chat/completions`, {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${process.env.OPENAI_API_KEY}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    model: 'gpt-4.1-mini',
    messages: [
      { role: 'system', content: 'You are a concise API assistant.' },
      { role: 'user', content: 'Give me a contact form field definition.' },
    ],
  }),
})

const data = await response.json()
console.log(data.choices[0].message.content)
