// A response with fetch, as API documentation shows it. BASE_URL is all that is ours.
const response = await fetch(`${process.env.BASE_URL}/responses`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
  body: JSON.stringify({
    model: 'gpt-4.1-mini',
    input: 'Return a JSON contact form field definition.',
    stream: process.env.STREAM === 'true',
  }),
})
if (!response.ok) throw new Error(`${response.status}`)
console.log(await response.text())
