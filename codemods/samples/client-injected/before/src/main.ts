import OpenAI from 'openai'
import { Service } from './service.js'

const service = new Service(new OpenAI({ maxRetries: 0 }))
console.log(await service.ask('Injected?'))
