// Runs a legacy program in a process of its own, in front of a mock on a socket, and says what it printed.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createMock, type MockOptions } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { certificateFile, listenSecurely } from './tls.ts'

const root = resolve(import.meta.dirname, '../..')
const programs = resolve(import.meta.dirname, 'programs')

export interface Run {
  printed: string
  complained: string
  code: number | null
  /** The APIs that the mock was called on, refused calls left out. */
  apis: (string | undefined)[]
}

export async function run(
  program: string,
  { secure = false, ...mockOptions }: MockOptions & { secure?: boolean },
  nodeArguments: string[] = [],
  environment: Record<string, string> = {},
): Promise<Run> {
  const mock = createMock(mockOptions)
  const { url, close } = await (secure ? listenSecurely : listen)(mock)
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const child = spawn(process.execPath, [...nodeArguments, resolve(programs, program)], {
    cwd: root,
    env: {
      ...inherited,
      BASE_URL: `${url}/v1`,
      OPENAI_API_KEY: 'sk-test',
      RESPONSES_BRIDGE_HOSTS: new URL(url).host,
      NODE_EXTRA_CA_CERTS: certificateFile,
      ...environment,
    },
  })
  let printed = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    complained += text
  })
  const code = await new Promise<number | null>((settle, reject) => child.once('close', settle).once('error', reject))
  await close()
  return { printed, complained, code, apis: mock.requests.map(({ api }) => api) }
}
