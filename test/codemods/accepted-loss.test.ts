// Parameters that Responses does not have: their calls move only where the user says that the loss is accepted.
import { describe, expect, test } from 'vitest'
import { NoSuchLossError, run, type TransformOptions, transform } from '../../codemods/index.ts'

const typescript = (options: Omit<TransformOptions, 'language'> = {}): TransformOptions => ({
  language: 'typescript',
  ...options,
})

const program = (request: string, after = 'console.log(answer.choices[0]?.message.content)') =>
  `import OpenAI from 'openai'\nconst client = new OpenAI()\nconst answer = await client.chat.completions.create({\n${request}})\n${after}\n`
const plain = "  model: 'm',\n  messages: [{ role: 'user', content: 'x' }],\n"
const penalty = `${plain}  frequency_penalty: 0.5,\n  seed: 7, // repeatable\n`

describe('a parameter without counterpart', () => {
  test('keeps its call where nobody accepts the loss', () => {
    const { code, findings } = transform(program(penalty), typescript())
    expect(code).toBe(program(penalty))
    expect(findings[0]).toMatchObject({ reason: 'parameter-lost', detail: 'frequency_penalty' })
  })

  test('keeps it where only another one is accepted', () => {
    const { findings } = transform(program(penalty), typescript({ acceptLoss: ['frequency_penalty'] }))
    expect(findings[0]).toMatchObject({ reason: 'parameter-lost', detail: 'seed' })
  })

  test('is left out natively where it is accepted, and a note says so', () => {
    const { code, findings } = transform(program(penalty), typescript({ acceptLoss: ['frequency_penalty', 'seed'] }))
    expect(code).toContain("client.responses.create({\n  model: 'm',\n  input: 'x',\n  store: false,\n")
    expect(code).not.toMatch(/frequency_penalty|seed/)
    expect(findings[0]?.strength).toBe('native')
    expect(findings[0]?.notes).toContainEqual(expect.stringMatching(/^frequency_penalty was accepted as a loss\. \w/))
    expect(findings[0]?.notes).toContainEqual(expect.stringMatching(/^seed was accepted as a loss\. \w/))
  })

  test('is left to the converter in a bridged call', () => {
    const options = typescript({ acceptLoss: ['frequency_penalty', 'seed'], style: 'bridged' })
    const { code, findings } = transform(program(penalty), options)
    expect(code).toContain('toChatCompletion(await client.responses.create(toResponsesRequest({')
    expect(code).toContain('  seed: 7, // repeatable')
    expect(findings[0]?.notes).toHaveLength(2)
  })

  test('that no API documents can be accepted, too', () => {
    const request = `${plain}  top_k: 40,\n`
    expect(transform(program(request), typescript()).findings[0]?.reason).toBe('parameter-lost')
    const { code } = transform(program(request), typescript({ acceptLoss: ['top_k'] }))
    expect(code).toContain('responses.create')
    expect(code).not.toContain('top_k')
  })

  test('keeps its call where its value is made by a call: that might do something', () => {
    const { findings } = transform(program(`${plain}  seed: next(),\n`), typescript({ acceptLoss: ['seed'] }))
    expect(findings[0]).toMatchObject({ strength: 'bridged' })
    const native = typescript({ acceptLoss: ['seed'], style: 'native' })
    expect(transform(program(`${plain}  seed: next(),\n`), native).findings[0]).toMatchObject({
      reason: 'parameter-lost',
    })
  })

  test('a limit below the least that Responses takes is raised where that is accepted', () => {
    const request = `${plain}  max_tokens: 5,\n`
    expect(transform(program(request), typescript()).findings[0]?.reason).toBe('parameter-lost')
    const { code } = transform(program(request), typescript({ acceptLoss: ['max_tokens'] }))
    expect(code).toContain('max_output_tokens: 16,')
  })

  test('several answers are one where n is accepted', () => {
    const { code } = transform(program(`${plain}  n: 3,\n`), typescript({ acceptLoss: ['n'] }))
    expect(code).toContain('answer.output_text')
    expect(code).not.toContain('n: 3')
  })
})

describe('names of losses', () => {
  test('that were typed wrong say what was meant', async () => {
    const acceptLoss = ['frequency_penality']
    expect(() => transform('', typescript({ acceptLoss }))).toThrow(NoSuchLossError)
    await expect(run({ paths: ['.'], acceptLoss })).rejects.toThrow('Did you mean frequency_penalty?')
  })

  test('of parameters that are carried over are refused', () => {
    expect(() => transform('', typescript({ acceptLoss: ['temperature'] }))).toThrow(/^temperature does not get lost/)
    expect(() => transform('', typescript({ acceptLoss: ['messages'] }))).toThrow(NoSuchLossError)
  })
})
