// The real Codex, set up with the block that `serve` prints, before an upstream that only speaks chat: it runs a command
// the model asks for, and ends with what the model then says. Nothing of it leaves this machine.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect } from 'vitest'
import { greeting } from '../../src/cli/serve/greeting.ts'
import type { Answer } from '../../src/mock/answer.ts'
import { readSettings } from '../../src/server/config.ts'
import { codex, printed, testWith } from './peers/peer.ts'
import { closeAll, serve, type Transport } from './serving.ts'

afterEach(closeAll)

const testCodex = testWith(codex)

const folder = (name: string) => mkdtempSync(join(tmpdir(), `responses-bridge-${name}-`))

/** Its settings, as a newcomer pastes them; all that is added keeps it from calling home. */
function settled(url: string, model: string): string {
  const home = folder('codex')
  const { values } = readSettings({ flags: { upstream: 'http://127.0.0.1:1/v1' }, environment: {} })
  const { tries } = greeting(url, values, undefined, model)
  const block = tries.slice(tries.findIndex(line => line.startsWith('Codex')) + 1).map(line => line.trim())
  const quiet = ['check_for_update_on_startup = false', '[analytics]', 'enabled = false']
  writeFileSync(join(home, 'config.toml'), [quiet[0], ...block, ...quiet.slice(1)].join('\n'))
  return home
}

async function exec(command: string, transport: Transport, model: string, script: Answer[]) {
  const { url, mock } = await serve(transport, 'chat', { mock: { script } })
  const work = folder('work')
  const args = ['exec', '--skip-git-repo-check', '--json', '-C', work, '-s', 'danger-full-access', 'Make a file.']
  const out = await printed(command, args, { CODEX_HOME: settled(url, model), OPENAI_API_KEY: 'sk-caller' })
  const said = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  return { mock, said, made: readFileSync(join(work, 'made.txt'), 'utf8') }
}

const command = 'echo made > made.txt; cat made.txt'
const models = [
  // A name it does not know, as local models have, and one whose tools stand in the input.
  { transport: 'native', model: 'local', call: { name: 'exec_command', arguments: { cmd: command } } },
  {
    transport: 'web',
    model: 'gpt-6.1-sol',
    call: {
      name: 'functions__exec',
      input: `const r = await tools.exec_command({ cmd: ${JSON.stringify(command)} }); text(r.output)`,
    },
  },
] as const

describe.each(models)('with the model $model, over the $transport transport', ({ transport, model, call }) => {
  testCodex('runs the command it is asked to run, and hears what the model makes of it', async (program = '') => {
    const reasoning = { text: 'A shell will do.' }
    const { mock, said, made } = await exec(program, transport, model, [
      { reasoning, calls: [call] },
      { text: 'Done.' },
    ])
    expect(made).toBe('made\n')
    expect(said.map(({ item }) => item?.text)).toContain('Done.')
    expect(said.at(-1)).toMatchObject({ type: 'turn.completed', usage: { input_tokens: expect.any(Number) } })
    expect(mock.requests.map(({ url }) => new URL(url).pathname)).toEqual(Array(2).fill('/v1/chat/completions'))
    const body = mock.requests[1]?.body as { messages: Record<string, unknown>[] } | undefined
    const messages = body?.messages ?? []
    expect(messages.at(-2)).toMatchObject({ role: 'assistant', reasoning_content: 'A shell will do.' })
    expect(JSON.stringify(messages.at(-1))).toContain('made')
  })
})
