// Both APIs on Bun: `bun examples/serve/bun.js http://127.0.0.1:8080/v1`.
import { createServer } from 'responses-bridge/server'

const server = createServer({ upstream: Bun.argv[2] })
const { url } = Bun.serve({
  hostname: '127.0.0.1',
  port: 8787,
  // Bun cuts what is silent for ten seconds; models think longer.
  idleTimeout: 255,
  fetch: request => server.fetch(request),
})
console.log(`${url}v1`)
