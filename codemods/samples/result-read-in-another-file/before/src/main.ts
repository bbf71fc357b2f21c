import { complete } from './complete.js'

const completion = await complete('Read me there')
console.log(completion.choices[0].message.content, completion.usage?.total_tokens)
