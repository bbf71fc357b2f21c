// One process to be measured: a plain node:http pass-through, the bridge as a web-standard handler, or, loaded before the
// command line, nothing but the gauge. It tells its CPU time and memory when it is asked, and its address when it listens.
import http from 'node:http'

const [kind, upstream] = process.argv.slice(2)

process.on('message', async what => {
  // Not within a measurement of time: a full collection costs more than many calls. What one has freed is given back
  // beside everything else, a little later.
  for (let times = what === 'memory' ? 3 : 0; times > 0; times--) {
    globalThis.gc()
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  process.send({ microseconds: user + system, rss, heapUsed })
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
