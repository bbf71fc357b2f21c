import OpenAI from 'openai'
import { Service } from './service.js'

const own = new Service(new OpenAI())
const cheap = new Service(new OpenAI({ baseURL: 'https://api.deepseek.com/v1', apiKey: process.env.DEEPSEEK_API_KEY }))
console.log(await own.ask('gpt-4o', 'One?'), await cheap.ask('deepseek-chat', 'Two?'))
