import { ask } from './ask.js'

console.log(await ask('Across files?'))
