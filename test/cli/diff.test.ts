// `diff` as a user runs it: one document, two, or a directory of fixtures.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsonPatch from 'fast-json-patch'
import { describe, expect, test } from 'vitest'
import { chatRequest, cli, file, fixture, responsesRequest } from '../cli-process.ts'
import { loadFixtures } from '../fixtures.ts'

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

describe('diff', () => {
  test('one file: what goes where, what is lost, and exit code 1', async () => {
    const ran = await cli(['diff', file('request.json', { ...chatRequest, seed: 7 })])
    expect(ran.exitCode).toBe(1)
    expect(ran.out).toMatch(/> \/messages\/0\/content\s+\/instructions/)
    expect(ran.out).toMatch(/- \/seed\s+7\s+dropped: Responses has no seed/)
    expect(ran.out).toMatch(/\+ \/store\s+false/)
  })

  test('one file with --json: an RFC 6902 patch from the document to what it becomes', async () => {
    const ran = await cli(['diff', file('request.json', chatRequest), '--json'])
    expect(jsonPatch.applyPatch(copy(chatRequest), JSON.parse(ran.out)).newDocument).toEqual(responsesRequest)
  })

  test('two files of different APIs are compared in that of the second', async () => {
    const left = file('chat.json', chatRequest)
    const same = await cli(['diff', left, file('responses.json', responsesRequest)])
    expect(same).toMatchObject({ exitCode: 0, out: 'No differences.\n' })
    const other = await cli(['diff', left, file('responses.json', { ...responsesRequest, input: 'Hello' })])
    expect(other.exitCode).toBe(1)
    expect(other.out).toMatch(/\/input\n {2}- "Give me.*"\n {2}\+ "Hello"\n1 difference\./)
  })

  test('two files of one API, one of them from a pipe, as a patch', async () => {
    const path = file('before.json', chatRequest)
    const ran = await cli(['diff', path, '-', '--json'], { input: JSON.stringify({ ...chatRequest, n: 2 }) })
    expect(ran.exitCode).toBe(1)
    expect(JSON.parse(ran.out)).toEqual([{ op: 'add', path: '/n', value: 2 }])
  })

  test('ids a conversion has to make up are no differences', async () => {
    const recorded = JSON.stringify({
      id: 'resp_1',
      object: 'response',
      created_at: 5,
      status: 'completed',
      model: 'm',
      output: [
        {
          id: 'msg_from_the_server',
          type: 'message',
          status: 'completed',
          role: 'assistant',
          content: [{ type: 'output_text', text: 'Hi', annotations: [], logprobs: [] }],
        },
      ],
    })
    const message = { role: 'assistant', content: 'Hi' }
    const choices = [{ index: 0, message, finish_reason: 'stop' }]
    const left = file('chat.json', { id: 'chatcmpl-1', object: 'chat.completion', created: 5, model: 'm', choices })
    const ran = await cli(['diff', left, file('responses.json', recorded)])
    expect(ran.notes).toContain('Not compared: 1 made up by the conversion')
    expect(ran.out).not.toContain('/output')
  })

  test('two documents of different kinds cannot be compared', async () => {
    const ran = await cli(['diff', file('a.json', chatRequest), fixture('plain-text/chat.response.json')])
    expect(ran.exitCode).toBe(2)
    expect(ran.notes).toContain('Compare two of a kind.')
  })

  test('a stream is counted by its events', async () => {
    const ran = await cli(['diff', fixture('plain-text-streamed/chat.stream.sse')])
    expect(ran.out).toMatch(/\+ +1 × response\.completed/)
  })
})

describe('diff of a directory', () => {
  const broken = () => {
    const folder = mkdtempSync(join(tmpdir(), 'responses-bridge-'))
    for (const name of ['plain-text', 'max-tokens']) cpSync(fixture(name), join(folder, name), { recursive: true })
    return folder
  }

  test('every case of the fixtures agrees', async () => {
    const ran = await cli(['diff', fixture('')])
    const cases = readdirSync(fixture(''), { withFileTypes: true }).filter(entry => entry.isDirectory()).length
    expect(ran.out.split('\n').filter(line => !line.startsWith('agrees'))).toEqual([
      expect.stringMatching(new RegExp(`^${cases} cases, \\d+ conversions: \\d+ agree\\.$`)),
      '',
    ])
    expect(ran.exitCode).toBe(0)
  })

  test('the same conversions are checked as in the suite of the library', async () => {
    const ran = await cli(['diff', fixture(''), '--json'])
    const checked = JSON.parse(ran.out).map(
      (each: { case: string; to: string; kind: string }) => `${each.case} ${each.to} ${each.kind}`,
    )
    const expected = loadFixtures('').flatMap(each => each.conversions)
    expect(new Set(checked)).toEqual(
      new Set(expected.map(({ case: name, direction, kind }) => `${name} ${direction.slice(3)} ${kind}`)),
    )
  })

  test('one case is a directory, too', async () => {
    expect((await cli(['diff', fixture('plain-text')])).out).toMatch(/1 case, 4 conversions: 4 agree\./)
  })

  test('a case that differs is shown, and the exit code is 1', async () => {
    const folder = broken()
    writeFileSync(join(folder, 'max-tokens/responses.request.json'), JSON.stringify({ model: 'm', input: 'Hi.' }))
    const ran = await cli(['diff', folder])
    expect(ran.exitCode).toBe(1)
    expect(ran.out).toMatch(/differs +max-tokens[\s\S]*\/max_output_tokens\n +- 256/)
  })

  test('a loss that is not listed is a difference', async () => {
    const folder = broken()
    const request = { ...chatRequest, seed: 1 }
    for (const name of ['chat.request.json', 'responses.request.json']) rmSync(join(folder, 'max-tokens', name))
    writeFileSync(join(folder, 'max-tokens/about.md'), 'A case.\n\ndirection: to-responses\n')
    writeFileSync(join(folder, 'max-tokens/chat.request.json'), JSON.stringify(request))
    writeFileSync(join(folder, 'max-tokens/responses.request.json'), JSON.stringify(responsesRequest))
    const ran = await cli(['diff', folder])
    expect(ran.exitCode).toBe(1)
    expect(ran.out).toContain('unexpected loss: dropped /seed')
  })

  test('a file that cannot be used fails its case, and the exit code is 3', async () => {
    const folder = broken()
    writeFileSync(join(folder, 'max-tokens/responses.request.json'), '{')
    const ran = await cli(['diff', folder])
    expect(ran.exitCode).toBe(3)
    expect(ran.out).toMatch(/failed +max-tokens[\s\S]*is not JSON\. Line 1, column 2/)
    expect(ran.out).toMatch(/agrees +plain-text/)
  })

  test('a directory without fixtures is a sentence', async () => {
    const ran = await cli(['diff', 'src'])
    expect(ran.exitCode).toBe(2)
    expect(ran.notes).toContain('src holds no fixtures.')
  })
})
