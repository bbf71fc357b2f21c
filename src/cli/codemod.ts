// `codemod`: rewrites the callers of Chat Completions below some paths. Shows a diff; writes only when told to.
import type { InferredOptionTypes, Options } from 'yargs'
import { command, json, withExamples } from './options.ts'

const flags = {
  write: { type: 'boolean', default: false, describe: 'Write the files; without it, only the diff is shown' },
  check: { type: 'boolean', default: false, describe: 'Exit 1 if any file would be changed' },
  style: {
    choices: ['auto', 'native', 'bridged', 'wrapped'] as const,
    default: 'auto' as const,
    describe:
      'native: no dependency. bridged: converted at the call. wrapped: at the client. auto: native, else bridged',
  },
  store: {
    type: 'boolean',
    default: false,
    describe: 'Let the server store responses; chat callers expect that it does not',
  },
  'assume-openai': {
    type: 'boolean',
    default: false,
    describe: 'Take clients of other or unknown servers for OpenAI’s',
  },
  'upgrade-sdk': {
    type: 'boolean',
    default: false,
    describe: 'Rewrite callers of an older openai 4, too, and raise it (and Azure’s api-version) where it is written',
  },
  'accept-loss': {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'A parameter that may get lost, such as seed; else a call that sets it stays',
  },
  mark: { type: 'boolean', default: false, describe: 'Leave a TODO(responses-bridge) comment at callers that stay' },
  report: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Also write a report: a name in .json, .sarif, .md or .html',
  },
  include: { type: 'string', array: true, requiresArg: true, describe: 'Only files that match, as in .gitignore' },
  exclude: { type: 'string', array: true, requiresArg: true, describe: 'No files that match, as in .gitignore' },
  'allow-dirty': { type: 'boolean', default: false, describe: 'Write although git has changes that are not committed' },
  json: { ...json, describe: 'Print the report on stdout instead of the diff' },
} as const satisfies Record<string, Options>

export type CodemodFlags = InferredOptionTypes<typeof flags> & { paths: string[] }

const examples = [
  ['codemod src', 'What would become of the callers in src; writes nothing'],
  ['codemod src --write', 'Write it'],
  ['codemod . --check --report codemod.sarif', 'In CI: exit 1 while there is something to rewrite'],
  ['codemod src --style wrapped --write', 'One line at each client instead'],
] as const

export const codemod = command<CodemodFlags>({
  command: 'codemod <paths..>',
  describe: 'Rewrite callers of Chat Completions in TypeScript, JavaScript, Vue and Svelte',
  builder: cli =>
    withExamples(
      cli
        .positional('paths', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'Files and folders; a file that is named is never skipped',
        })
        .options(flags),
      examples,
    ),
  // Loaded here, so that the other commands start without it.
  handler: async argv => (await import('./codemod/run.ts')).runCodemod(argv),
})
