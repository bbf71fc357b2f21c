import OpenAI from 'openai'

const guarded = new Proxy(new OpenAI(), {
  get(client, name) {
    if (name !== 'chat') throw new Error('Only chat is open to this program.')
    return client.chat
  },
})

const completion = await guarded.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Anybody there?' }],
})
console.log(completion.choices[0]?.message.content)
