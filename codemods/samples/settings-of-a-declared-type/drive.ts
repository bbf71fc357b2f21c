import type * as Program from './before.ts'

export default async function drive({ ask }: typeof Program) {
  const whole = await ask('Cloudy?', { model: 'gpt-4o', temperature: 0 })
  if ('choices' in whole) console.log(whole.choices[0]?.message.content)
  const stream = await ask('Rainy?', { model: 'gpt-4o', stream: true })
  if ('choices' in stream) throw new Error('No stream')
  for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content ?? '')
}
