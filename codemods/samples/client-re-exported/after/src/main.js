import { llm } from './clients/index.js'

const answer = await llm.responses.create({
  model: 'gpt-4o-mini',
  instructions: 'Be brief.',
  input: 'Through a barrel?',
  store: false,
})
console.log(answer.output_text)
