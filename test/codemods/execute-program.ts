// Runs samples, one after the other, in a process of their own, and writes what each one printed: the old caller in
// front of a mock that only speaks chat completions, the new one in front of one that only speaks Responses.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { type Answer, createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'

export interface Assignment {
  readonly name: string
  readonly programFile: string
  readonly driveFile: string | undefined
  readonly api: 'chat' | 'responses'
  readonly script: readonly Answer[]
}

export interface Outcome {
  readonly printed: string
  /** How often it called the mock, on the API that the mock speaks and otherwise. */
  readonly calls: number
  readonly refused: number
  readonly error: string | undefined
}

const load = (file: string) => import(pathToFileURL(file).href)

async function drive({ programFile, driveFile }: Assignment): Promise<void> {
  const program = await load(programFile)
  if (driveFile !== undefined) await (await load(driveFile)).default(program)
}

/** What is printed while a program runs, and nothing on the terminal. */
function listening(): { printed: () => string; stop: () => void } {
  const { log, info, warn, error } = console
  const { stdout } = process
  const write = stdout.write
  let printed = ''
  const line = (...values: unknown[]) => {
    printed += `${format(...values)}\n`
  }
  Object.assign(console, { log: line, info: line, warn: line, error: line })
  stdout.write = (piece: string | Uint8Array) => {
    printed += typeof piece === 'string' ? piece : Buffer.from(piece).toString()
    return true
  }
  const stop = () => {
    Object.assign(console, { log, info, warn, error })
    stdout.write = write
  }
  return { printed: () => printed, stop }
}

/** As a reasoning model answers: the item before the others takes the first place, and is linked to them by its id. */
const reasoned = (answer: Answer): Answer =>
  answer.raw !== undefined || answer.reasoning !== undefined ? answer : { ...answer, reasoning: { summary: [] } }

async function perform(assignment: Assignment): Promise<Outcome> {
  const script = assignment.api === 'responses' ? assignment.script.map(reasoned) : assignment.script
  const mock = createMock({ api: assignment.api, script })
  const { url, close } = await listen(mock)
  Object.assign(process.env, {
    OPENAI_API_KEY: 'sk-test',
    // Azure’s client wants either this or the endpoint.
    OPENAI_BASE_URL: readFileSync(assignment.programFile, 'utf8').includes('AzureOpenAI') ? '' : `${url}/v1`,
    AZURE_OPENAI_API_KEY: 'azure-test',
    AZURE_OPENAI_ENDPOINT: url,
  })
  const { printed, stop } = listening()
  let error: string | undefined
  try {
    await drive(assignment)
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  } finally {
    stop()
    await close()
  }
  const apis = mock.requests.map(({ api }) => api)
  const calls = apis.filter(api => api === assignment.api).length
  return { printed: printed().replaceAll(url, 'http://mock'), calls, refused: apis.length - calls, error }
}

const [assignmentsFile = '', outcomesFile = ''] = process.argv.slice(2)
const assignments: Assignment[] = JSON.parse(readFileSync(assignmentsFile, 'utf8'))
const outcomes: Outcome[] = []
for (const assignment of assignments) outcomes.push(await perform(assignment))
writeFileSync(outcomesFile, JSON.stringify(outcomes))
// Clients keep their sockets open; a program that has said everything does not wait for them.
process.exit(0)
