import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.responses.create({
    instructions: 'Be kind.',
    input: 'Four spaces.',
    model: 'gpt-4o',
    store: false
})
console.log(completion.output_text)
