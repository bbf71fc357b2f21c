// Tests of calls that go through a copy of their client: what stands in for the client is its own copy.
import type { SourceFile } from 'ts-morph'
import type { Plan } from '../site.ts'

/** Adds `vi.mock('responses-bridge/openai', …)` to a plan; `undefined` where nobody can tell how the test replaces modules. */
export function withCopyOfDouble(file: SourceFile): ((plan: Plan) => Plan) | undefined {
  const text = file.getFullText()
  const runner = /\b(vi|jest)\.(?:mock|fn|spyOn|hoisted|mocked)\b/.exec(text)?.[1]
  if (runner === undefined || text.includes('unstable_mockModule')) return undefined
  const client = /\.[cm]?tsx?$/.test(file.getFilePath()) ? '(client: unknown)' : 'client'
  const statement = `${runner}.mock('responses-bridge/openai', () => ({ wrap: ${client} => client }))`
  return plan => ({ ...plan, statements: new Map([...(plan.statements ?? []), [file, [statement]]]) })
}
