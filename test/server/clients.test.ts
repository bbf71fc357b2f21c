// Programs nobody can wrap, with only their base URL changed: cURL, Python with requests, Node's fetch, the official SDK.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { curl as curlProgram, find } from './peers/peer.ts'
import { chatPath, closeAll, responsesPath, serve, type Transport, transports } from './serving.ts'

afterEach(closeAll)

const run = promisify(execFile)

// As a gateway's own documentation has them, but for the base URL.
const chatBody = {
  model: 'gpt-4.1-mini',
  messages: [
    { role: 'system', content: 'You are a concise API assistant.' },
    { role: 'user', content: 'Give me a contact form field definition.' },
  ],
}
const responsesBody = { model: 'gpt-4.1-mini', input: 'Return a JSON contact form field definition.' }

/** Between what the calls of one program print. */
const mark = '\n=====\n'

const pythonProgram = `
import json, os, sys, requests
headers = {"Authorization": "Bearer " + os.environ["API_KEY"], "Content-Type": "application/json"}
for url, body in json.loads(sys.argv[1]):
    if body.get("stream"):
        with requests.post(url, headers=headers, json=body, stream=True, timeout=30) as response:
            response.raise_for_status()
            for line in response.iter_lines():
                if line: print(line.decode())
    else:
        response = requests.post(url, headers=headers, json=body, timeout=30)
        response.raise_for_status()
        print(json.dumps(response.json()))
    print("\\n=====")
`

const nodeProgram = `
for (const [url, body] of JSON.parse(process.argv[1])) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + process.env.API_KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  if (!body.stream) process.stdout.write(JSON.stringify(await response.json()))
  else for await (const piece of response.body.pipeThrough(new TextDecoderStream())) process.stdout.write(piece)
  process.stdout.write('\\n=====\\n')
}
`

type Calls = readonly (readonly [url: string, body: object])[]
type Program = (calls: Calls) => Promise<string[]>

const inOne = async (command: string, ...args: string[]) => {
  const { stdout } = await run(command, args, { env: { ...process.env, API_KEY: 'sk-caller' } })
  return stdout.split(mark)
}

const key = ['-H', 'Authorization: Bearer sk-caller', '-H', 'Content-Type: application/json']
const curl = (url: string, body: object) =>
  run('curl', ['-sSN', '--compressed', '--fail', url, ...key, '-d', JSON.stringify(body)])

const programs: Readonly<Record<string, Program>> = {
  curl: async calls => (await Promise.all(calls.map(call => curl(...call)))).map(({ stdout }) => stdout),
  python: calls => inOne(python ?? 'python3', '-c', pythonProgram, JSON.stringify(calls)),
  node: calls => inOne(process.execPath, '--input-type=module', '-e', nodeProgram, JSON.stringify(calls)),
}

/** The system's own, with `requests` from its package, where another one comes first in the path. */
const python = find({
  name: 'python',
  candidates: ['/usr/bin/python3', 'python3'],
  probe: ['-c', 'import requests'],
  remedy: '',
})

const programsFound = { curl: find(curlProgram), python }
const absent = Object.entries(programsFound).flatMap(([name, command]) => (command === undefined ? [name] : []))
const isAbsent = (program: string) => {
  const name = absent.find(each => program.startsWith(each))
  if (name !== undefined && process.env.REQUIRE_ALL) throw new Error(`${name} is not here, and REQUIRE_ALL is set.`)
  if (name !== undefined) console.warn(`${name} is not here; its test is skipped.`)
  return name !== undefined
}

const answer = 'You said: "Give me a contact form field definition."'
const answerToInput = 'You said: "Return a JSON contact form field definition."'
const pieces = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, piece = '""']) => JSON.parse(piece)).join('')

describe.each(transports)('over the %s transport', transport => {
  describe.each(Object.keys(programs).map(name => ({ name, skip: isAbsent(name) })))('$name', ({ name, skip }) => {
    test.skipIf(skip).each(['responses', 'chat'] as const)(
      'gets both APIs from an upstream that speaks %s',
      async api => {
        const { url, mock } = await serve(transport, api)
        const [chat = '', response = '', chatStream = '', responsesStream = ''] = await (programs[name] as Program)([
          [url + chatPath, chatBody],
          [url + responsesPath, responsesBody],
          [url + chatPath, { ...chatBody, stream: true }],
          [url + responsesPath, { ...responsesBody, stream: true }],
        ])
        expect(JSON.parse(chat).choices[0].message).toMatchObject({ role: 'assistant', content: answer })
        expect(JSON.parse(response).output.at(-1).content[0].text).toBe(answerToInput)
        expect(pieces(chatStream, /"content":("(?:[^"\\]|\\.)*")/g)).toBe(answer)
        expect(chatStream).toContain('data: [DONE]')
        expect(pieces(responsesStream, /"delta":("(?:[^"\\]|\\.)*")/g)).toBe(answerToInput)
        expect(responsesStream).toContain('response.completed')
        expect(mock.requests.map(({ api }) => api)).toEqual(Array(4).fill(api))
        expect(mock.requests[0]?.headers.authorization).toBe('Bearer sk-caller')
      },
    )
  })

  describe.each(['responses', 'chat'] as const)('the official SDK before an upstream that speaks %s', api => {
    const client = async (transport: Transport, options: Parameters<typeof serve>[2] = {}) => {
      const { url } = await serve(transport, api, options)
      return new OpenAI({ apiKey: 'sk-caller', baseURL: `${url}/v1`, maxRetries: 0 })
    }
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    const call = { name: 'weather', arguments: { city: 'Oslo' } }
    const Field = z.object({ name: z.string(), type: z.string() })
    const field = { name: 'email', type: 'string' }

    test('talks, whole and in a stream', async () => {
      const openai = await client(transport)
      const messages = [{ role: 'user' as const, content: 'hello' }]
      const chat = await openai.chat.completions.create({ model: 'm', messages })
      expect(chat.choices[0]?.message.content).toBe('You said: "hello"')
      const streamed = await openai.chat.completions.stream({ model: 'm', messages }).finalContent()
      expect(streamed).toBe('You said: "hello"')
      expect((await openai.responses.create({ model: 'm', input: 'hello' })).output_text).toBe('You said: "hello"')
      const final = await openai.responses.stream({ model: 'm', input: 'hello' }).finalResponse()
      expect(final.output_text).toBe('You said: "hello"')
    })

    test('calls a tool and answers it', async () => {
      const openai = await client(transport, { mock: { script: [{ calls: [call] }, { calls: [call] }] } })
      const tool = { type: 'function' as const, function: { name: 'weather', parameters } }
      const chat = await openai.chat.completions.create({
        model: 'm',
        messages: [{ role: 'user', content: 'x' }],
        tools: [tool],
      })
      const message = chat.choices[0]?.message
      expect(message?.tool_calls).toMatchObject([{ function: { name: 'weather', arguments: '{"city":"Oslo"}' } }])
      const flat = { type: 'function' as const, name: 'weather', parameters, strict: false }
      const first = await openai.responses.create({ model: 'm', input: 'x', tools: [flat] })
      const [made] = first.output.filter(item => item.type === 'function_call')
      expect(made).toMatchObject({ name: 'weather', arguments: '{"city":"Oslo"}' })
      const second = await openai.responses.create({
        model: 'm',
        tools: [flat],
        input: [
          { role: 'user', content: 'x' },
          { type: 'function_call', call_id: made?.call_id ?? '', name: 'weather', arguments: '{"city":"Oslo"}' },
          { type: 'function_call_output', call_id: made?.call_id ?? '', output: 'sunny' },
        ],
      })
      expect(second.output_text).toContain('sunny')
    })

    test('gets structured output', async () => {
      const text = JSON.stringify(field)
      const openai = await client(transport, { mock: { script: [{ text }, { text }] } })
      const chat = await openai.chat.completions.parse({
        model: 'm',
        messages: [{ role: 'user', content: 'x' }],
        response_format: zodResponseFormat(Field, 'field'),
      })
      expect(chat.choices[0]?.message.parsed).toEqual(field)
      const response = await openai.responses.parse({
        model: 'm',
        input: 'x',
        text: { format: zodTextFormat(Field, 'field') },
      })
      expect(response.output_parsed).toEqual(field)
    })

    test("gets the upstream's errors as its own classes", async () => {
      const error = { status: 429, message: 'Slow down.', code: 'rate_limit_exceeded' }
      const openai = await client(transport, { mock: { script: [{ error }, { error }] } })
      const messages = [{ role: 'user' as const, content: 'x' }]
      await expect(openai.chat.completions.create({ model: 'm', messages })).rejects.toBeInstanceOf(
        OpenAI.RateLimitError,
      )
      await expect(openai.responses.create({ model: 'm', input: 'x' })).rejects.toMatchObject({
        status: 429,
        code: 'rate_limit_exceeded',
      })
    })
  })
})
