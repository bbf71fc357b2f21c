import OpenAI from 'openai'
import type * as Program from './before.ts'

export default async function drive({ classify }: typeof Program) {
  console.log(await classify(new OpenAI(), 'I want my money back'))
}
