// A wrong command line, in sentences: what is wrong with it, and what was perhaps meant.
import yargs, { type CommandModule } from 'yargs'
import { meant } from '../spelling.ts'
import { CommandFailure } from './failure.ts'

/** What the parser of the command line says about it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** `called` is the command that was named, if one was; `given` are the words after it. */
export async function usageFailure(
  { message }: UsageError,
  called: CommandModule | undefined,
  given: readonly string[],
): Promise<CommandFailure> {
  if (called === undefined) return new CommandFailure(`${ended(message)}\nTry --help.`)
  const flags = await flagsOf(called)
  const said = message.startsWith('Not enough non-option')
    ? (swallowing(given, flags) ?? missing(called))
    : sentence(message, flags)
  return new CommandFailure(`${said}\nTry ${nameOf(called)} --help.`)
}

export const nameOf = ({ command }: CommandModule): string => String(command).split(' ')[0] ?? ''

/** What stands between angle brackets in the name of a command is what it cannot do without. */
const missing = ({ command }: CommandModule) => `Missing argument: ${String(command).match(/<.+?>/g)?.join(' ')}.`

/** A flag that nobody knows takes the word after it for its value, and so an argument is missing: the flag is the fault. */
function swallowing(given: readonly string[], flags: readonly string[]): string | undefined {
  const unknown = given.find(
    word => /^--[a-z][a-z-]*$/.test(word) && !flags.includes(word.replace(/^--no-/, '--')) && !flags.includes(word),
  )
  return unknown && `Unknown argument: ${unknown}.${meant(unknown, flags)}`
}

/** The flags of a command are those its help shows. */
async function flagsOf({ builder }: CommandModule): Promise<string[]> {
  const help = typeof builder === 'function' ? await (await builder(yargs([]))).getHelp() : ''
  return [...help.matchAll(/(?<=\s)--[a-z][a-z-]*/g), '--color'].map(String)
}

function sentence(message: string, flags: readonly string[]): string {
  const [, kind = '', rest = ''] = /^(Unknown argument|Missing required argument)s?: (.+)$/s.exec(message) ?? []
  if (kind !== '') {
    // The parser names each flag again without its hyphens.
    const names = rest.split(', ').filter(name => !/[A-Z]/.test(name))
    const said = names.map(name => `${kind}: ${flagOf(name)}.${kind.startsWith('U') ? meant(flagOf(name), flags) : ''}`)
    return said.join('\n')
  }
  const [, name, given, choices] = /^Invalid values:\s+Argument: (.+), Given: (.+), Choices: (.+)$/.exec(message) ?? []
  if (name !== undefined) return `${flagOf(name)}: ${given} is not one of ${choices}.`
  const [, lone] = /^Not enough arguments following: (.+)$/.exec(message) ?? []
  if (lone !== undefined) return `${flagOf(lone)} needs a value.`
  return ended(message.replace(/^Unknown command/, 'Unexpected argument'))
}

const flagOf = (name: string) => (name.startsWith('-') ? name : `${name.length === 1 ? '-' : '--'}${name}`)

const ended = (text: string) => (/[.?:]$/.test(text) ? text : `${text}.`)
