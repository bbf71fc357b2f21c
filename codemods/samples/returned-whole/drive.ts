import type * as Program from './before.ts'

export default async function drive({ createCompletion }: typeof Program) {
  const completion = await createCompletion('Hi there')
  console.log(completion.object, completion.choices[0]?.message.content, completion.usage?.total_tokens)
}
