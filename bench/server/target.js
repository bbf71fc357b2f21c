// One process to be measured: a plain node:http pass-through, the bridge as a web-standard handler, or, loaded before the
// command line, nothing but the gauge. It tells its CPU time and memory when it is asked, and its address when it listens.
import http from 'node:http'

const [kind, upstream] = process.argv.slice(2)

process.on('message', what => {
  // Not within a measurement of time: a full collection costs more than many calls.
  if (what === 'memory') globalThis.gc()
  const { user, system } = process.cpuUsage()
  process.send({ microseconds: user + system, rss: process.memoryUsage().rss })
})
// The parent has ended.
process.on('disconnect', () => process.exit())

if (kind === 'pass') listen(passThrough())
if (kind === 'web') listen(await webStandard())

/** What no proxy on Node can do without: two sockets and a pipe. */
function passThrough() {
  const agent = new http.Agent({ keepAlive: true })
  const { hostname, port } = new URL(upstream)
  return (request, response) => {
    const headers = { ...request.headers, host: `${hostname}:${port}` }
    const up = http.request({ hostname, port, path: request.url, method: request.method, headers, agent }, answer => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    up.on('error', () => response.destroy())
    response.on('close', () => up.destroy())
    request.pipe(up)
  }
}

async function webStandard() {
  const { createServer } = await import('../../dist/src/server/index.js')
  const { webHandle } = await import('../../dist/src/server/node/web-handle.js')
  return webHandle(createServer({ upstream, upstreamApi: 'responses' }))
}

function listen(handle) {
  const server = http.createServer(handle)
  // Connections wait for their turn longer than Node keeps them.
  server.keepAliveTimeout = 600_000
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
    console.log(`http://127.0.0.1:${server.address().port}`)
  })
}
