import type * as Program from './before.ts'

export default async function drive({ headers }: typeof Program) {
  const { limit, body } = await headers('Cloudy?')
  console.log(limit, JSON.parse(body).choices[0].message)
}
