import { complete } from './complete.js'

const completion = await complete('Read me there')
console.log(completion.output_text, completion.usage?.total_tokens)
