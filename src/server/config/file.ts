// Reading the settings file: whether it is there, whether it is JSON, and whether it says what a settings file may say.
import { readFileSync } from 'node:fs'
import type * as z from 'zod'
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { pointer } from '../../schema/issues.ts'
import { meant } from '../../spelling.ts'
import { findSyntaxProblem } from '../../wire/json-syntax.ts'
import type { Kind } from './kinds.ts'
import { ConfigError } from './problem.ts'
import { fileSchema, keysOfFile } from './schema.ts'
import { settingNames, settingOf } from './settings.ts'

/** The settings the file makes, checked. Throws `ConfigError`; no sentence quotes what the file says. */
export function readFile(path: string): JsonObject {
  const said = parse(readText(path), path)
  const checked = fileSchema.safeParse(said)
  if (checked.success) return checked.data
  throw new ConfigError(checked.error.issues.flatMap(issue => sentences(issue, path)))
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `it fails with ${code}`
    throw new ConfigError([`The settings file ${path} cannot be read: ${why}.`])
  }
}

function parse(text: string, path: string): JsonObject {
  const json = text.replace(/^\uFEFF/, '')
  const problem = findSyntaxProblem(json)
  if (problem !== undefined) {
    const { line, column, expected, hint = '' } = problem
    throw new ConfigError([`${path}:${line}:${column}: not JSON: expected ${expected}. ${hint}`.trim()])
  }
  const said: unknown = JSON.parse(json)
  if (isObject(said)) return said
  throw new ConfigError([`${path}: expected an object of settings, as { "upstream": "https://…/v1" }.`])
}

type Issue = z.core.$ZodIssue

function sentences(issue: Issue, path: string): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => `${path} ${pointer([key])}: there is no such setting.${meant(key, keysOfFile)}`)
  }
  const name = settingNames.find(name => name === issue.path[0])
  const sentence = name === undefined ? 'expected a text.' : issueSentence(issue, settingOf(name).kind)
  return [`${path} ${pointer(issue.path)}: ${sentence}`]
}

/** One sentence for every way in which a value can be wrong; what an alias lacks, its own check says best. */
export function issueSentence(issue: Issue | undefined, { expected }: Kind<unknown>): string {
  const own = issue?.code === 'custom' && issue.message !== 'Invalid input'
  return own ? issue.message : `expected ${expected}${expected.endsWith('.') ? '' : '.'}`
}
