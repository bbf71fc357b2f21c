import OpenAI from 'openai'

const openai = new OpenAI()

async function summarise(text) {
  const asked = openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: 'Two sentences.' },
      { role: 'user', content: text },
    ],
  })
  let timer
  const completion = await Promise.race([
    asked,
    new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('No answer in time')), 60_000)
    }),
  ])
  clearTimeout(timer)
  console.log('answers:', completion.choices?.length || 0)
  return completion.choices[0].message.content
}

console.log(await summarise('Bees make honey.'))
