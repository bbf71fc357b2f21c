// Both APIs on Deno: `deno run --allow-net examples/serve/deno.js http://127.0.0.1:8080/v1`.
import { createServer } from 'responses-bridge/server'

const server = createServer({ upstream: Deno.args[0] })
Deno.serve({ hostname: '127.0.0.1', port: 8787 }, request => server.fetch(request))
