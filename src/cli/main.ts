#!/usr/bin/env node
// The command line, `responses-bridge`: reads the arguments, runs one command, and turns whatever fails into a sentence.
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { codemod } from './codemod.ts'
import { convert } from './convert.ts'
import { demo } from './demo.ts'
import { diff } from './diff.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { describeFailure, exitCodes } from './failure.ts'
import { mock } from './mock.ts'
import { withExamples } from './options.ts'
import { serve } from './serve.ts'
import { endQuietlyOnBrokenPipe, notes } from './terminal.ts'
import { nameOf, UsageError, usageFailure } from './usage.ts'
import { ownVersion } from './version.ts'

const examples = [
  ['demo', 'See the whole thing work: no key, no network'],
  ['convert request.json --to responses', 'Convert a request, a result or a stream'],
  ['explain max_tokens', 'What becomes of a parameter, both ways'],
  ['diff request.json', 'What changes on the wire'],
  ['codemod src', 'Rewrite the callers themselves; shows a diff, writes nothing'],
] as const

const commands = [demo, convert, diff, explain, codemod, serve, doctor, mock]

async function main(): Promise<void> {
  const cli = yargs(hideBin(process.argv))
    .scriptName('responses-bridge')
    .usage('$0 <command>\n\nMoves software between Chat Completions and Responses, and reports every loss.')
    .command(commands)
    .demandCommand(1, 'Name a command.')
    .strict()
    .strictCommands()
    .recommendCommands()
    .completion('completion', 'Print a script that completes commands in bash or zsh')
    .option('color', { type: 'boolean', describe: 'Colour, or --no-color (so does NO_COLOR)', global: true })
    .version(ownVersion())
    .alias('help', 'h')
    .locale('en')
    .wrap(Math.min(notes.width, 110))
    .fail((message, error) => {
      // What the parser itself throws has this name, and says no more than its messages.
      if (error !== undefined && error?.name !== 'YError') throw error
      throw new UsageError(message ?? error.message)
    })
  withExamples(cli, examples)
  if (process.argv.length === 2) {
    notes.line(await cli.getHelp())
    process.exitCode = exitCodes.unusable
  } else await cli.parseAsync()
}

endQuietlyOnBrokenPipe()
try {
  await main()
} catch (caught) {
  const called = commands.find(command => nameOf(command) === process.argv[2])
  const error = caught instanceof UsageError ? await usageFailure(caught, called, process.argv.slice(3)) : caught
  const { sentence, exitCode } = describeFailure(error)
  notes.line(`${notes.paint.red('responses-bridge:')} ${sentence}`)
  process.exitCode = exitCode
}
