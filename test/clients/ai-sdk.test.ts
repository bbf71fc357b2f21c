// The AI SDK in the client matrix, and the option that lets it show the reasoning of a chat server.
import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { createFetch } from '../../src/shim/fetch.ts'
import { aiSdkClients } from './ai-sdk.ts'
import { aiSdkExcuses } from './differences.ts'
import { runMatrix } from './matrix.ts'

runMatrix(aiSdkClients, aiSdkExcuses)

test('openai.responses() shows the reasoning of a chat server that comes as a summary', async () => {
  const mock = createMock({ api: 'chat', script: [{ reasoning: { text: 'Let me think.' }, text: '51' }] })
  const { url, close } = await listen(mock)
  const fetch = createFetch({ upstream: 'chat', reasoning: 'summary' })
  const provider = createOpenAI({ baseURL: `${url}/v1`, apiKey: 'sk-test', fetch })
  const { reasoningText, text } = await generateText({ model: provider.responses('gpt-5'), prompt: '3 times 17?' })
  expect({ reasoningText, text }).toEqual({ reasoningText: 'Let me think.', text: '51' })
  await close()
})
