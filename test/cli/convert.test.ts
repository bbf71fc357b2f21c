// `convert` as a user runs it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chatRequest, cli, file, fixture, responsesRequest } from '../cli-process.ts'
import { parseStream } from '../fixtures.ts'

const json = (text: string) => JSON.parse(text)
const readFixture = (path: string) => readFileSync(fixture(path), 'utf8')

describe('convert', () => {
  test('a piped chat request comes out as a Responses request, and nothing else is on stdout', async () => {
    const ran = await cli(['convert', '--to', 'responses'], { input: JSON.stringify(chatRequest) })
    expect(ran.exitCode).toBe(0)
    expect(json(ran.out)).toEqual(responsesRequest)
  })

  test('a dash is stdin, too', async () => {
    const ran = await cli(['convert', '-', '--to', 'chat'], { input: JSON.stringify(responsesRequest) })
    expect(json(ran.out)).toEqual({ ...chatRequest, store: false })
  })

  test('losses are a list on stderr, with pointer and reason', async () => {
    const path = file('request.json', { ...chatRequest, seed: 7, vendor_flag: true })
    const ran = await cli(['convert', path, '--to', 'responses'])
    expect(ran.exitCode).toBe(0)
    expect(json(ran.out)).toEqual(responsesRequest)
    expect(ran.notes).toContain('2 dropped')
    expect(ran.notes).toMatch(/dropped\s+\/seed\s+Responses has no seed/)
    expect(ran.notes).toMatch(/dropped\s+\/vendor_flag/)
  })

  test('--json puts the result and the losses on stdout', async () => {
    const path = file('request.json', { ...chatRequest, seed: 7 })
    const { result, losses } = json((await cli(['convert', path, '--to', 'responses', '--json'])).out)
    expect(result).toEqual(responsesRequest)
    expect(losses).toEqual([expect.objectContaining({ path: '/seed', effect: 'dropped' })])
  })

  test('--strict refuses with the losses, and writes no result', async () => {
    const path = file('request.json', { ...chatRequest, seed: 7 })
    const ran = await cli(['convert', path, '--to', 'responses', '--strict'])
    expect(ran.exitCode).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.notes).toMatch(/dropped\s+\/seed/)
    const asJson = await cli(['convert', path, '--to', 'responses', '--strict', '--json'])
    expect(asJson.exitCode).toBe(2)
    expect(json(asJson.out)).toMatchObject({ result: null, losses: [{ path: '/seed' }] })
  })

  test('--strict lets through what loses nothing', async () => {
    const ran = await cli(['convert', '--to', 'responses', '--strict'], { input: JSON.stringify(chatRequest) })
    expect(ran.exitCode).toBe(0)
  })

  test('a stream is told apart by looking, and comes out as the text of a stream', async () => {
    const ran = await cli(['convert', '--to', 'responses'], {
      input: readFixture('plain-text-streamed/chat.stream.sse'),
    })
    expect(ran.exitCode).toBe(0)
    expect(ran.out.startsWith('event: response.created\ndata: {')).toBe(true)
    const types = parseStream(ran.out).map(event => (event as { type: string }).type)
    expect(types.at(-1)).toBe('response.completed')
  })

  test('a Responses stream becomes chat chunks that end in [DONE]', async () => {
    const ran = await cli([
      'convert',
      fixture('plain-text-streamed/responses.stream.sse'),
      '--to',
      'chat',
      '--request',
      fixture('plain-text-streamed/chat.request.json'),
    ])
    expect(parseStream(ran.out).at(-1)).toBe('[DONE]')
    expect(parseStream(ran.out)).toEqual(parseStream(readFixture('plain-text-streamed/chat.stream.sse')))
  })

  test('a result answers the request it is given', async () => {
    const request = fixture('plain-text/responses.request.json')
    const ran = await cli([
      'convert',
      fixture('plain-text/chat.response.json'),
      '--to',
      'responses',
      '--request',
      request,
    ])
    const { instructions } = json(readFixture('plain-text/responses.request.json'))
    expect(instructions).toBeTypeOf('string')
    expect(json(ran.out).instructions).toBe(instructions)
  })

  test('an error body is converted with its status and its parameter path', async () => {
    const error = { message: 'Bad.', type: 'invalid_request_error', param: 'messages[2].content', code: null }
    const ran = await cli(['convert', '--to', 'responses'], { input: JSON.stringify({ error }) })
    expect(json(ran.out)).toEqual({ error: { ...error, param: 'input[2].content' } })
    expect(ran.notes).toContain('400')
  })

  test('--status is refused where it would be ignored, or is none', async () => {
    const error = { message: 'Bad.', type: 'invalid_request_error', param: null, code: null }
    const ran = await cli(['convert', '--to', 'responses', '--status', '999'], { input: JSON.stringify({ error }) })
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
    expect(ran.notes).toContain('from 100 to 599')
    const request = await cli(['convert', '--to', 'responses', '--status', '400'], {
      input: JSON.stringify(chatRequest),
    })
    expect(request).toMatchObject({ exitCode: 2, out: '' })
    expect(request.notes).toContain('--status goes with an error body; this is a Chat Completions request.')
  })

  test('a failed response is the error a chat server answers', async () => {
    const ran = await cli(['convert', fixture('failed-response/responses.response.json'), '--to', 'chat'])
    expect(ran.exitCode).toBe(0)
    expect(json(ran.out).error.message).toBe('The model failed.')
    expect(ran.notes).toContain('500')
  })

  test('what is in the target form already is said to be', async () => {
    const ran = await cli(['convert', '--to', 'chat'], { input: JSON.stringify(chatRequest) })
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
    expect(ran.notes).toContain('already')
  })

  test('the options of the conversion reach it', async () => {
    const ran = await cli(['convert', '--to', 'responses', '--instructions', 'never'], {
      input: JSON.stringify(chatRequest),
    })
    expect(json(ran.out).instructions).toBeUndefined()
    expect(json(ran.out).input).toHaveLength(2)
  })
})

describe('convert says in a sentence what is wrong', () => {
  const wrong: [what: string, input: string | Uint8Array, says: RegExp][] = [
    ['nothing', '', /stdin is empty\. Expected/],
    ['blanks', ' \n\n', /stdin is empty\. Expected/],
    [
      'broken JSON',
      '{\n  "model": "m",\n  "messages": [1, 2,]\n}',
      /Line 3, column 21: expected a value\. JSON allows no comma/,
    ],
    ['half a document', '{"model": "m", "messages": [{"role"', /expected a colon\. The text ends too early/],
    ['Python', '{"stream": True}', /Line 1, column 12.*json\.dumps/],
    ['single quotes', "{'model': 1}", /column 2: expected a key in double quotes.*double quotes/],
    ['a list', '[{"role":"user","content":"Hi"}]', /is a list, not a document/],
    ['a number', '7', /is not a document/],
    ['another object', '{"hello":"world"}', /cannot be told apart/],
    ['both kinds of request', '{"messages":[],"input":"Hi"}', /both messages .* and input/],
    ['a lone chunk', '{"object":"chat.completion.chunk","choices":[]}', /one event of a stream/],
    ['a stream of something else', 'data: {"hello":"world"}\n\n', /stream of neither API/],
    ['a stream of broken JSON', 'data: {"choices":\n\n', /event 1 is not JSON/],
    ['bytes', new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]), /not text in UTF-8/],
    [
      'a wrong type',
      '{"model":1,"messages":[{"role":"user"}]}',
      /\/messages\/0\/content: .*missing[\s\S]*\/model: Expected a string/,
    ],
  ]
  test.each(wrong)('%s', async (_what, input, says) => {
    const ran = await cli(['convert', '--to', 'responses'], { input })
    expect(ran.notes).toMatch(says)
    expect(ran.notes).not.toMatch(/\n\s+at /)
    expect(ran).toMatchObject({ exitCode: 2, out: '' })
  })

  test('a file that is not there, or is a directory', async () => {
    expect((await cli(['convert', 'nowhere.json', '--to', 'chat'])).notes).toContain(
      'Cannot read nowhere.json: there is no such file.',
    )
    expect((await cli(['convert', 'src', '--to', 'chat'])).notes).toContain('Cannot read src: it is a directory.')
  })

  test('a request of the wrong API behind --request', async () => {
    const wrongRequest = fixture('plain-text/chat.request.json')
    const ran = await cli([
      'convert',
      fixture('plain-text/chat.response.json'),
      '--to',
      'responses',
      '--request',
      wrongRequest,
    ])
    expect(ran.exitCode).toBe(2)
    expect(ran.notes).toContain('--request must be a Responses request')
  })

  test('a document saved in UTF-16 is read', async () => {
    const input = Buffer.from(`\ufeff${JSON.stringify(chatRequest)}`, 'utf16le')
    const ran = await cli(['convert', '--to', 'responses'], { input })
    expect(json(ran.out)).toEqual(responsesRequest)
  })
})
