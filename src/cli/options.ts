// The options several commands share: those of a conversion, as flags.
import type { Argv, CommandModule, InferredOptionTypes, Options } from 'yargs'
import { type DialectName, dialects } from '../atlas/dialects/index.ts'
import type { DocumentOptions } from './conversion.ts'

const forms = ['content', 'summary', 'off'] as const
const places = ['first-system', 'never'] as const

export const conversionFlags = {
  dialect: {
    choices: Object.keys(dialects) as DialectName[],
    describe: 'How the chat side differs from OpenAI',
  },
  instructions: {
    choices: places,
    describe: 'Whether a leading system message and `instructions` are the same thing',
  },
  reasoning: { choices: forms, describe: 'Where plain reasoning text goes in a Responses item' },
} as const satisfies Record<string, Options>

export type ConversionFlags = InferredOptionTypes<typeof conversionFlags>

export function conversionOptions({ dialect, instructions, reasoning }: ConversionFlags): DocumentOptions {
  return { dialect, instructions, reasoning }
}

export const json = { type: 'boolean', default: false } as const

/** Ends a command's help with examples, the command line as a user would type it. */
export function withExamples<Values>(
  cli: Argv<Values>,
  examples: readonly (readonly [string, string])[],
  note = '',
): Argv<Values> {
  const lines = examples.map(([command, about]) => `  ${about}\n    $ responses-bridge ${command}`)
  return cli.epilogue(['Examples:', ...lines, '', ...(note === '' ? [] : [note, '']), exitCodeNote].join('\n'))
}

const exitCodeNote = 'Exit codes: 0 done, 1 differences, 2 wrong command line or unusable input, 3 some files failed.'

/** Commands of different flags in one list: each is called with what its own builder declared. */
export function command<Flags>(module: CommandModule<object, Flags>): CommandModule {
  return module as CommandModule
}
