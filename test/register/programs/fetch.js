// A program written for Chat Completions: plain fetch, ES module.
const url = `${process.env.BASE_URL}/chat/completions`
const call = body =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({ model: 'gpt-4.1-mini', ...body }),
  })

const messages = [{ role: 'user', content: 'Say hello.' }]
const answer = await (await call({ messages })).json()
console.log(answer.choices[0].message.content, answer.choices[0].finish_reason)

const stream = await call({ messages, stream: true })
let text = ''
for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) text += chunk
for (const line of text.split('\n')) {
  if (!line.startsWith('data: ')) continue
  if (line === 'data: [DONE]') console.log('done')
  else process.stdout.write(JSON.parse(line.slice(6)).choices[0].delta.content ?? '')
}

const wrong = await call({ messages: [{ role: 'user', content: 7 }] })
console.log(wrong.status, (await wrong.json()).error.type)
