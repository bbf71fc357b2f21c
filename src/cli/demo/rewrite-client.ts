// The second half of the demo: the legacy program is rewritten, in a folder of its own, which is gone afterwards.
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunResult } from '../../../codemods/index.ts'
import { clientFile } from './run-client.ts'

export interface RewrittenClient {
  readonly file: string
  readonly result: RunResult
  remove(): void
}

/** Where this package is, as a program that depends on it would find it: three folders above, or four in the build. */
function packageFolder(): string {
  const here = fileURLToPath(import.meta.url)
  return join(here, here.includes(join('dist', 'src')) ? '../../../../..' : '../../../..')
}

export async function rewriteClient(): Promise<RewrittenClient> {
  const { run } = await import('../../../codemods/index.ts')
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'responses-bridge-demo-')))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const file = join(folder, basename(clientFile))
    copyFileSync(clientFile, file)
    writeFileSync(join(folder, 'package.json'), '{\n  "name": "legacy-client",\n  "type": "module"\n}\n')
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(packageFolder(), join(folder, 'node_modules/responses-bridge'), 'junction')
    // Its server is on this machine, which the codemod would take for another vendor's.
    const result = await run({ paths: [file], cwd: folder, write: true, style: 'wrapped', assumeOpenAI: true })
    return { file, result, remove }
  } catch (error) {
    remove()
    throw error
  }
}
