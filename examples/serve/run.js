// The worker without a runtime around it: a Responses call to a server that only speaks Chat Completions.
import { createMock } from 'responses-bridge/mock'
import worker from './worker.js'

// Stands in for the network between the worker and the model server.
const mock = createMock({ api: 'chat', apiKey: 'sk-upstream' })
globalThis.fetch = (url, init) => mock.fetch(new Request(url, init))

const environment = {
  UPSTREAM_URL: 'https://models.example/v1',
  UPSTREAM_KEY: 'sk-upstream',
  BRIDGE_KEY: 'front-1',
  HOST_NAME: 'bridge.example',
}
const call = key => ({
  method: 'POST',
  headers: { host: 'bridge.example', 'content-type': 'application/json', authorization: `Bearer ${key}` },
  body: JSON.stringify({ model: 'mock-1', input: 'Say hello.', truncation: 'auto' }),
})
const ask = key => worker.fetch(new Request('https://bridge.example/v1/responses', call(key)), environment)

const answer = await ask('front-1')
console.log((await answer.json()).output.at(-1).content[0].text)
console.log('lost:', answer.headers.get('x-bridge-losses'))
console.log('without the key:', (await ask('another')).status)
