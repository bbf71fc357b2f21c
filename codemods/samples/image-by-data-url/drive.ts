import type * as Program from './before.ts'

export default async function drive({ altText }: typeof Program) {
  console.log(await altText('iVBORw0KGgo='))
}
