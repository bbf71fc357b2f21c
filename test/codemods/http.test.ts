// Requests without the SDK: which of them move, in which strength, and what keeps the others.
import { describe, expect, test } from 'vitest'
import { transform } from '../../codemods/index.ts'

const body = `JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] })`
const sent = `JSON.stringify({ model: 'gpt-4o', input: content, store: false })`
const chatUrl = 'https://api.openai.com/v1/chat/completions'
const responsesUrl = 'https://api.openai.com/v1/responses'

function moved(source: string, language: 'javascript' | 'typescript' = 'javascript') {
  const { code, findings } = transform(source, { language })
  expect(transform(code, { language }).code, 'a second run').toBe(code)
  return { code, said: findings.map(({ strength, reason }) => strength ?? reason) }
}

const asked = (reader: string, options = `{ method: 'POST', body: ${body} }`, url = `'${chatUrl}'`) =>
  `export async function ask(content) {\n  const res = await fetch(${url}, ${options})\n${reader}\n}\n`

describe('a native request', () => {
  test.each([
    ['  return (await res.json()).choices[0].message.content', '  return outputText(await res.json())'],
    [
      '  const data = await res.json()\n  return data.choices?.[0]?.message?.content || null',
      '  const data = await res.json()\n  return (data.output && outputText(data)) || null',
    ],
    [
      '  const data = await res.json()\n  const text = data?.choices?.[0]?.message?.content\n  return text',
      '  const data = await res.json()\n  const text = data?.output && outputText(data)\n  return text',
    ],
    [
      '  const { choices } = await res.json()\n  return choices[0].message.content',
      '  const response = await res.json()\n  return outputText(response)',
    ],
    [
      "  const data = await res.json()\n  if (!data.choices || data.choices.length === 0) throw new Error('none')\n  return data.choices[0].message.content",
      "  const data = await res.json()\n  if (!data.output || data.output.length === 0) throw new Error('none')\n  return outputText(data)",
    ],
    [
      '  if (!res.ok) throw new Error(await res.text())\n  const data = await res.json()\n  return data.usage.completion_tokens',
      '  if (!res.ok) throw new Error(await res.text())\n  const data = await res.json()\n  return data.usage.output_tokens',
    ],
    [
      "  const data = await res.json()\n  return data.choices[0].finish_reason === 'length'",
      "  const data = await res.json()\n  return data.incomplete_details?.reason === 'max_output_tokens'",
    ],
  ])('reads plain JSON: %j', (before, after) => {
    const { code, said } = moved(asked(before))
    expect(said).toEqual(['native'])
    expect(code).toContain(`await fetch('${responsesUrl}', { method: 'POST', body: ${sent} })`)
    expect(code).toContain(after)
  })

  test('shares its URL with others that move, too', () => {
    const url = `const URL = '${chatUrl}'\n`
    const one = asked('  return (await res.json()).choices[0].message.content', undefined, 'URL')
    const two = one.replace('ask', 'tell')
    const { code, said } = moved(url + one + two)
    expect(said).toEqual(['native', 'native'])
    expect(code).toContain(`const URL = '${responsesUrl}'`)
  })

  test('does not change a URL that stays true for somebody else', () => {
    const source = `export const URL = '${chatUrl}'\n${asked('  return (await res.json()).choices[0].message.content', undefined, 'URL')}export const isChat = url => url === URL\n`
    const { code, said } = moved(source)
    expect(said).toEqual(['bridged'])
    expect(code).toContain(`export const URL = '${chatUrl}'`)
  })

  test('does not shadow a function of the file', () => {
    const source = `function outputText(x) { return x }\n${asked('  return (await res.json()).choices[0].message.content')}`
    expect(moved(source).said).toEqual(['bridged'])
  })

  test('works with callbacks', () => {
    const source = `export const ask = content =>\n  fetch('${chatUrl}', { method: 'POST', body: ${body} })\n    .then(res => res.json())\n    .then(({ choices }) => choices[0].message.content)\n`
    expect(['native', 'bridged']).toContain(moved(source).said[0])
  })
})

describe('a bridged request', () => {
  test.each([
    ['an answer that is handed on', '  return res'],
    ['a body that is read as text', '  return JSON.parse(await res.text()).choices[0].message.content'],
    [
      'an error that is told from none',
      '  const data = await res.json()\n  return data.error === undefined ? data.choices[0].message.content : null',
    ],
    [
      'a content that is told from null',
      "  const data = await res.json()\n  return data.choices[0].message.content ?? 'nothing'",
    ],
    ['an answer that may be anything', '  return (await res.json())?.choices?.[0]?.message?.content'],
    ['a stream', '  for await (const piece of res.body) write(piece)'],
  ])('keeps %s', (_, reader) => {
    const source = asked(reader)
    const { code, said } = moved(source)
    expect(said).toEqual(['bridged'])
    expect(code).toBe(
      `import { createFetch } from 'responses-bridge/fetch'\n\n${source.replace('fetch(', "createFetch({ upstream: 'responses' })(")}`,
    )
  })

  test('stops and counts as it did', () => {
    const options = `{ method: 'POST', body: JSON.stringify({ model: 'gpt-4o', messages, stop: ['\\n'], n: 2 }) }`
    expect(moved(asked('  return res.json()', options)).said).toEqual(['bridged'])
  })

  test('takes its converters for axios', () => {
    const source = `import axios from 'axios'\n\nexport const ask = async content => (await axios.post('${chatUrl}', { model: 'gpt-4o', messages: [{ role: 'user', content }] })).data\n`
    const { code, said } = moved(source)
    expect(said).toEqual(['bridged'])
    expect(code).toContain('.then(response => ({ ...response, data: toChatCompletion(response.data) }))).data')
  })
})

describe('an answer that comes parsed', () => {
  const parsed = (options = '') =>
    `export default async messages =>\n  $fetch('${chatUrl}', { method: 'POST', body: { model: 'gpt-4o', messages }${options} })\n`

  test('takes its converter where it arrives', () => {
    const { code, said } = moved(parsed())
    expect(said).toEqual(['bridged'])
    expect(code).toContain("/responses', { method: 'POST', body: toResponsesRequest({ model: 'gpt-4o', messages }) })")
    expect(code).toContain('}).then(answer => toChatCompletion(answer))')
  })

  test.each([', ignoreResponseError: true', ", responseType: 'text'"])('stays with%s', options => {
    expect(moved(parsed(options)).said).toEqual(['raw-http'])
  })

  test('stays with options from elsewhere', () => {
    expect(moved(parsed().replace('{ method', '{ ...more, method')).said).toEqual(['raw-http'])
  })
})

describe('a request that stays', () => {
  test.each([
    [
      'request-unknown',
      asked('  return res', `{ method: 'POST', body: JSON.stringify({ ...content, model: 'gpt-4o' }) }`),
    ],
    ['request-unknown', asked('  return res', 'content')],
    ['request-unknown', asked('  return res', `{ method: 'POST', body: ${body}, ...content }`)],
    ['request-unknown', asked('  return res', `{ method: 'POST', body: content }`)],
    ['parameter-lost', asked('  return res', `{ method: 'POST', body: JSON.stringify({ messages: [], seed: 1 }) }`)],
    ['other-provider', asked('  return res', undefined, "'https://api.deepseek.com/chat/completions'")],
    ['unknown-provider', asked('  return res', undefined, "content.host + '/v1/chat/completions'")],
    [
      'azure-deployment',
      asked('  return res', undefined, "'https://x.openai.azure.com/openai/deployments/a/chat/completions'"),
    ],
    ['raw-http', `import fetch from 'node-fetch'\n${asked('  return res.body')}`],
    [
      'raw-http',
      `const fetch = (...args) => import('node-fetch').then(({ default: own }) => own(...args))\n${asked('  return res.body')}`,
    ],
    ['name-taken', `export const createFetch = 1\n${asked('  return res.body')}`],
  ])('is %s: %#', (reason, source) => {
    const { code, said } = moved(source)
    expect(said).toEqual([reason])
    expect(code).toBe(source)
  })
})
