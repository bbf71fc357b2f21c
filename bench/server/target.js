// One server to be measured, in a process of its own: `pass` is a plain node:http pass-through, `serve` the bridge on its
// native path, `web` the bridge as a web-standard handler. It tells its CPU time and memory when it is asked.
import http from 'node:http'

const [kind, upstream] = process.argv.slice(2)

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

async function bridge() {
  const { createServer } = await import('../../dist/src/server/index.js')
  const { nodeSend } = await import('../../dist/src/server/node/send.js')
  const { nativeHandle } = await import('../../dist/src/server/node/native-handle.js')
  const { webHandle } = await import('../../dist/src/server/node/web-handle.js')
  // As `serve` runs: somebody watches every call.
  const settings = { upstream, upstreamApi: 'responses', observers: [{ started: () => ({ end() {} }) }] }
  if (kind === 'web') return webHandle(createServer(settings))
  const server = createServer(settings, nodeSend({ connect: 10_000, headers: 600_000, idle: 300_000 }))
  return nativeHandle(() => server)
}

const server = http.createServer(kind === 'pass' ? passThrough() : await bridge())
// Connections wait for their turn longer than Node keeps them.
server.keepAliveTimeout = 600_000
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => process.send({ port: server.address().port }))
process.on('message', what => {
  // Not within a measurement of time: a full collection costs more than many calls.
  if (what === 'memory') globalThis.gc()
  const { user, system } = process.cpuUsage()
  process.send({ microseconds: user + system, rss: process.memoryUsage().rss })
})
process.on('disconnect', () => process.exit())
