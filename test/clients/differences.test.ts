// What the client matrix excuses is documented, so that a user can know it, too.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { agentsExcuses, aiSdkExcuses, instructorExcuses, langchainExcuses, namesOf, sdkExcuses } from './differences.ts'

const limits = readFileSync(fileURLToPath(new URL('../../docs/limits.md', import.meta.url)), 'utf8')
const both = [sdkExcuses, agentsExcuses, aiSdkExcuses, langchainExcuses].flatMap(({ chat, responses }) => [
  chat,
  responses,
])
const excuses = [...new Set([...both, instructorExcuses].flatMap(namesOf))].sort()

test.each(excuses)('docs/limits.md names %s', name => {
  expect(limits).toContain(`\`${name}\``)
})
