import type * as Program from './before.ts'

export default async function drive({ describeImage }: typeof Program) {
  console.log(await describeImage('https://example.com/owl.png'))
}
