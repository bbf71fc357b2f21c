// The handler where there is no Node: bundled for any runtime, and called in a world that has the web's globals only.
import vm from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { chatPath, dataOf, json, responsesHello, responsesPath } from './serving.ts'

const web = {
  AbortController,
  AbortSignal,
  crypto,
  DecompressionStream,
  DOMException,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  setTimeout,
  clearTimeout,
}

async function serverWithoutNode(fetch: (url: string, init: RequestInit) => Promise<Response>) {
  const { outputFiles } = await build({
    stdin: { contents: "export { createServer } from './src/server/index.ts'", resolveDir: process.cwd() },
    bundle: true,
    // Nothing of Node can be resolved here.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'iife',
    globalName: 'bridge',
    write: false,
  })
  const context = vm.createContext({ ...web, fetch })
  vm.runInContext(outputFiles[0]?.text ?? '', context)
  const settings = "{ upstream: 'https://upstream.example/v1', allowedHosts: ['edge.example'] }"
  return vm.runInContext(`bridge.createServer(${settings})`, context) as { fetch(request: Request): Promise<Response> }
}

const call = (body: object) =>
  new Request(`https://edge.example${responsesPath}`, {
    method: 'POST',
    headers: { ...json, host: 'edge.example' },
    body: JSON.stringify(body),
  })

test('the server needs nothing of Node: it finds out what the upstream speaks, answers and streams', async () => {
  const mock = createMock({ api: 'chat' })
  const server = await serverWithoutNode((url, init) => mock.fetch(new Request(url, init)))
  const whole = await server.fetch(call(responsesHello))
  expect(await whole.json()).toMatchObject({ object: 'response', status: 'completed' })
  const stream = await server.fetch(call({ ...responsesHello, stream: true }))
  expect(dataOf(await stream.text()).at(-1)?.type).toBe('response.completed')
  const paths = mock.requests.map(({ url }) => new URL(url).pathname)
  expect(paths.slice(2)).toEqual([chatPath, chatPath])
})
