// Runs legacy.cjs, unchanged, in front of a server that only speaks Responses:
//   RESPONSES_BRIDGE_HOSTS=<host> node --import responses-bridge/register legacy.cjs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createMock } from 'responses-bridge/mock'
import { listen } from 'responses-bridge/mock/listen'

// Stands in for your server.
const upstream = createMock({ api: 'responses' })
const server = await listen(upstream)

const legacy = fileURLToPath(new URL('legacy.cjs', import.meta.url))
const program = spawn(process.execPath, ['--import', 'responses-bridge/register', legacy], {
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    OPENAI_BASE_URL: `${server.url}/v1`,
    OPENAI_API_KEY: 'none-needed',
    RESPONSES_BRIDGE_HOSTS: new URL(server.url).host,
  },
})
await once(program, 'exit')
console.log(`sent to ${new URL(upstream.requests[0].url).pathname}`)

await server.close()
