import OpenAI from 'openai'

const openai = new OpenAI()

const completion = await openai.chat.completions.create({
    messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Four spaces.' }
    ],
    model: 'gpt-4o'
})
console.log(completion.choices[0].message.content)
