// Twenty turns by the official Python SDK, over the server as it is served: what the upstream hears is the whole
// conversation, in whatever way it was continued.
import { fileURLToPath } from 'node:url'
import { afterAll, expect } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { printed, pythonSdk, testWith } from '../server/peers/peer.ts'
import { closeAll, serve } from '../server/serving.ts'
import { script, turns, ways, weather } from './twenty-turns.ts'

afterAll(closeAll)

const program = fileURLToPath(new URL('peers/conversation.py', import.meta.url))
const held = ways.flatMap(way => [`${way}+stream`, `${way}+plain`])

testWith(pythonSdk)(
  'The official Python SDK holds twenty turns as if each had been sent whole',
  async (python = '') => {
    const state = { store: await openStore('memory') }
    const servings = await Promise.all(held.map(() => serve('native', 'chat', { mock: { script }, state })))
    await printed(python, [program], {
      BASE_URLS: servings.map(({ url }) => `${url}/v1`).join(','),
      WAYS: held.join(','),
      TURNS: String(turns),
      TOOLS: JSON.stringify([weather]),
    })
    const heard = servings.map(({ mock }) => mock.requests.map(({ body }) => body))
    expect(heard.map(requests => requests.length)).toEqual(held.map(() => turns))
    const [streamed, plain] = [heard.at(-2), heard.at(-1)]
    for (const [index, way] of held.entries()) {
      expect(heard[index], way).toEqual(way.endsWith('+stream') ? streamed : plain)
    }
  },
)
