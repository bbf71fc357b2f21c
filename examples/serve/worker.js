// Both APIs as a web-standard handler: the module of an edge runtime, of Deno (`deno serve`) or of Bun.
import { createServer } from 'responses-bridge/server'

let server

export default {
  fetch(request, environment) {
    // Settings come from where the runtime keeps secrets, so the server is made at the first call.
    server ??= createServer({
      upstream: environment.UPSTREAM_URL,
      upstreamApi: 'chat',
      upstreamKey: environment.UPSTREAM_KEY,
      frontKeys: [environment.BRIDGE_KEY],
      allowedHosts: [environment.HOST_NAME],
    })
    return server.fetch(request)
  },
}
