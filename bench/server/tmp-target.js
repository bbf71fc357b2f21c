import http from 'node:http'
import { Agent } from 'undici'
const [kind, upstream] = process.argv.slice(2)
const agent = new Agent({})
const hagent = new http.Agent({ keepAlive: true })
const { origin, hostname, port } = new URL(upstream)
const server = http.createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8'); request.on('data', p => { body += p })
  request.on('end', () => {
    const text = JSON.stringify(JSON.parse(body))
    if (kind === 'undici') {
      const pieces = []
      agent.dispatch({ origin, path: request.url, method: 'POST', headers: ['content-type', 'application/json'], body: text }, {
        onRequestStart() {}, onResponseStart(c, status) {}, onResponseData(c, d) { pieces.push(d) },
        onResponseEnd() { const t = JSON.stringify(JSON.parse(Buffer.concat(pieces).toString())); response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(t) }); response.end(t) },
        onResponseError(c, e) { response.destroy() },
      })
    } else {
      const up = http.request({ hostname, port, path: request.url, method: 'POST', agent: hagent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } }, answer => {
        const pieces = []; answer.on('data', d => pieces.push(d)); answer.on('end', () => { const t = JSON.stringify(JSON.parse(Buffer.concat(pieces).toString())); response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(t) }); response.end(t) })
      })
      up.on('error', () => response.destroy()); up.end(text)
    }
  })
})
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => {}); process.on('disconnect', () => process.exit())
