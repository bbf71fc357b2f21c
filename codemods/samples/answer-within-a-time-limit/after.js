import OpenAI from 'openai'

const openai = new OpenAI()

async function summarise(text) {
  const asked = openai.responses.create({
    model: 'gpt-4o-mini',
    instructions: 'Two sentences.',
    input: text,
    store: false,
  })
  let timer
  const completion = await Promise.race([
    asked,
    new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('No answer in time')), 60_000)
    }),
  ])
  clearTimeout(timer)
  console.log('answers:', 1)
  return completion.output_text
}

console.log(await summarise('Bees make honey.'))
