import { EventEmitter } from 'node:events'
import OpenAI from 'openai'

const openai = new OpenAI()
const listeners = new EventEmitter()
const wrap = (text: string) => text.replace(/(.{60}) /g, '$1\n')

const stream = openai.chat.completions.stream({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
listeners.emit('stream', stream)
console.log(wrap((await stream.finalContent()) ?? ''))
