// A page of the documentation whose examples are programs: each is run, and prints what stands below it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'

const root = join(import.meta.dirname, '..')

export interface Example {
  readonly title: string
  readonly code: string
  readonly printed: string
}

export const readPage = (name: string): string => readFileSync(join(root, name), 'utf8')

/** The programs of a page, each with the heading it stands under. A block called `js setup` comes before each. */
export function examplesOf(page: string): Example[] {
  const setup = /```js setup\n(.*?)```/s.exec(page)?.[1] ?? ''
  const found: Example[] = []
  let title = ''
  for (const [, heading, code, printed = ''] of page.matchAll(/^## (.*?)$|```js\n(.*?)```\n\n```text\n(.*?)```/gms)) {
    if (heading !== undefined) title = heading
    else if (code !== undefined) found.push({ title, code: setup + code, printed })
  }
  return found
}

/** What a program prints, its imports replaced by `modules`, the ones of the source. */
export async function printsOf(program: string, modules: Readonly<Record<string, object>>): Promise<string> {
  const code = program.replace(/^import (\{.*?\}) from '(.*?)'$/gm, 'const $1 = modules["$2"]')
  const lines: string[] = []
  const log = (...values: unknown[]) =>
    lines.push(values.map(value => (typeof value === 'string' ? value : inspect(value))).join(' '))
  const AsyncFunction = (async () => {}).constructor as new (
    ...parameters: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('modules', 'console', code)(modules, { log })
  return `${lines.join('\n')}\n`
}
