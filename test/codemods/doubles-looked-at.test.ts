// Tests that look at the method and do not call it: no callers, and nothing to report.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

describe('a test that looks at the method', () => {
  const findings = (line: string) =>
    transform(`import OpenAI from 'openai'\nconst client = new OpenAI()\n${line}\n`, {
      language: 'typescript',
      fileName: 'ask.test.ts',
    }).findings

  test.each([
    'expect(client.chat.completions.create).toHaveBeenCalled()',
    'client.chat.completions.create.mockResolvedValue(answer)',
    '(client.chat.completions.create as jest.Mock).mockResolvedValue(answer)',
    'const create = client.chat.completions.create as unknown as MockInstance',
    'expect(client.chat.completions.create.mock.calls[0][0].model).toBe(model)',
  ])('does not call it: %s', line => expect(findings(line)).toEqual([]))

  test.each(['retry(client.chat.completions.create.bind(client))', 'const create = client.chat.completions.create'])(
    'is another one than one that hands it on: %s',
    line => expect(findings(line)).toMatchObject([{ reason: 'indirect-call' }]),
  )
})
