import { llm } from './clients/index.js'

const answer = await llm.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Through a barrel?' },
  ],
})
console.log(answer.choices[0].message.content)
