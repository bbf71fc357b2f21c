// responses-bridge/register: every other call goes out byte for byte as before, and restore() undoes all of it.
import http from 'node:http'
import https from 'node:https'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import axios from 'axios'
import got from 'got'
import undici from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { createMock } from '../../src/mock/index.ts'
import { listen } from '../../src/mock/listen.ts'
import { dispatcherKey } from '../../src/shim/register/undici-dispatcher.ts'
import { register } from './load.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A server that writes down the bytes it gets, and answers `ok` to each request. */
async function recorder() {
  let bytes = ''
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => {}))
    socket.on('data', chunk => {
      bytes += chunk
      // Every request below ends in its body.
      if (/\r\n\r\n(\{.*\}|none)$/s.test(bytes) || /^GET .*\r\n\r\n$/s.test(bytes)) {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const taken = () => {
    const all = bytes
    bytes = ''
    return all
  }
  return { host: `127.0.0.1:${port}`, taken }
}

const body = JSON.stringify({ model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'hello' }] })

const node = (url: string, method: string, headers: http.OutgoingHttpHeaders) =>
  new Promise<void>((resolve, reject) => {
    const call = http.request(url, { method, headers }, answer => void answer.resume().once('end', resolve))
    call.once('error', reject).end(method === 'GET' ? undefined : body)
  })

const callers: Record<string, (url: string, method: string) => PromiseLike<unknown>> = {
  'node:http': (url, method) => node(url, method, { 'X-CaSe': 'a', 'x-list': ['1', '2'] }),
  fetch: (url, method) => fetch(url, method === 'GET' ? {} : { method, body, headers: { 'X-CaSe': 'a' } }),
  axios: (url, method) => axios.request({ url, method, ...(method === 'GET' ? {} : { data: body }) }),
  got: (url, method) => got(url, method === 'GET' ? {} : { method: 'POST', body }),
  undici: (url, method) => undici.request(url, method === 'GET' ? {} : { method: 'POST', body }),
}

describe.each(Object.keys(callers))('%s under register', name => {
  const call = callers[name] as (typeof callers)[string]

  test.each([
    ['POST', '/v1/chat/completions', 'another host'],
    ['POST', '/v1/embeddings', 'the meant host'],
    ['POST', '/v1/responses?a=b', 'the meant host'],
    ['POST', '/v1/chat/completions/chatcmpl-1', 'the meant host'],
    ['GET', '/v1/chat/completions', 'the meant host'],
  ])('sends %s %s to %s byte for byte as before', async (method, path, where) => {
    const { host, taken } = await recorder()
    const url = `http://${host}${path}`
    await call(url, method)
    const before = taken()
    undo.push(await register({ RESPONSES_BRIDGE_HOSTS: where === 'the meant host' ? host : 'api.openai.com' }))
    await call(url, method)
    expect(before).toContain(`${method} ${path} HTTP/1.1`)
    expect(taken()).toBe(before)
  })

  test('is carried, and after restore() is not', async () => {
    const mock = createMock({ api: 'responses' })
    const { url, close } = await listen(mock)
    undo.push(close)
    const chat = `${url}/v1/chat/completions`
    const restore = await register({ RESPONSES_BRIDGE_HOSTS: new URL(url).host })
    await call(chat, 'POST')
    restore()
    await Promise.resolve(call(chat, 'POST')).catch(() => {})
    expect(mock.requests.map(({ api }) => api)).toEqual(['responses', undefined])
  })
})

describe('restore()', () => {
  const owners: [object, PropertyKey][] = [
    [globalThis, 'fetch'],
    [globalThis, dispatcherKey],
    [http, 'request'],
    [https, 'request'],
  ]
  const descriptors = () => owners.map(([owner, key]) => Object.getOwnPropertyDescriptor(owner, key))

  test('puts the very same property descriptors back', async () => {
    const before = descriptors()
    const keys = [globalThis, http, https].map(owner => Reflect.ownKeys(owner))
    const restore = await register({})
    const during = descriptors()
    for (const [index, descriptor] of during.entries()) {
      expect(descriptor?.value).not.toBe(before[index]?.value)
      expect({ ...descriptor, value: 0 }).toEqual({ ...before[index], value: 0 })
    }
    restore()
    for (const [index, descriptor] of descriptors().entries()) {
      expect(descriptor?.value).toBe(before[index]?.value)
      expect(descriptor).toEqual(before[index])
    }
    expect([globalThis, http, https].map(owner => Reflect.ownKeys(owner))).toEqual(keys)
    restore()
    expect(descriptors()).toEqual(before)
  })

  test('reaches named imports, too', async () => {
    const restore = await register({})
    expect((await import('node:http')).request).toBe(http.request)
    restore()
    expect((await import('node:http')).request).toBe(http.request)
  })

  test('leaves alone what somebody else has put there since', async () => {
    const original = http.request
    const restore = await register({})
    const theirs = Object.assign(() => original('http://127.0.0.1'), {}) as typeof original
    http.request = theirs
    restore()
    expect(http.request).toBe(theirs)
    http.request = original
    expect(Object.getOwnPropertyDescriptor(https, 'request')?.value.name).toBe('request')
  })
})

test("http.request under register complains in Node's own words", async () => {
  const complaint = (call: () => unknown) => {
    try {
      return call()
    } catch (error) {
      return error
    }
  }
  const calls = [
    () => http.request('nonsense'),
    () => http.request('https://127.0.0.1/'),
    () => http.request({ path: 'a b' }),
    () => http.request({ method: 'PO ST' }),
  ]
  const before = calls.map(complaint)
  undo.push(await register({}))
  const during = calls.map(complaint)
  expect(before.every(error => error instanceof TypeError)).toBe(true)
  expect(during).toEqual(before)
})
