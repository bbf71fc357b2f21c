// What a user says, part by part, both ways.
import { describe, expect, test } from 'vitest'
import { type Case, refused, toChat, toResponses } from './requests.ts'

const breakpoint = { prompt_cache_breakpoint: { mode: 'explicit' } }

describe('a part of what a user says', () => {
  const url = 'https://example.com/a.png'
  const parts: Case[] = [
    ['a text', { type: 'text', text: 'a', ...breakpoint }, { type: 'input_text', text: 'a', ...breakpoint }],
    [
      'an image',
      { type: 'image_url', image_url: { url }, ...breakpoint },
      { type: 'input_image', image_url: url, ...breakpoint },
    ],
    [
      'an image with a detail',
      { type: 'image_url', image_url: { url, detail: 'low' } },
      { type: 'input_image', image_url: url, detail: 'low' },
    ],
    [
      'an image with more',
      { type: 'image_url', image_url: { url, x: 1 } },
      { type: 'input_image', image_url: url },
      ['dropped /image_url/x'],
    ],
    [
      'speech',
      { type: 'input_audio', input_audio: { data: 'x', format: 'wav' }, ...breakpoint },
      { type: 'input_audio', input_audio: { data: 'x', format: 'wav' }, ...breakpoint },
    ],
    [
      'a file by its data',
      { type: 'file', file: { file_data: 'x', filename: 'a' }, ...breakpoint },
      { type: 'input_file', file_data: 'x', filename: 'a', ...breakpoint },
    ],
    ['a file by its id', { type: 'file', file: { file_id: 'x' } }, { type: 'input_file', file_id: 'x' }],
    ['a refusal', { type: 'refusal', refusal: 'No' }, { type: 'refusal', refusal: 'No' }],
    ['a text with more', { type: 'text', text: 'a', x: 1 }, { type: 'input_text', text: 'a' }, ['dropped /x']],
  ]

  test.each(parts)('is carried to Responses: %s', (_name, part, expected, losses = []) => {
    const { value, losses: found } = toResponses({ messages: [{ role: 'user', content: [part] }] })
    expect(value.input).toEqual([{ role: 'user', content: [expected] }])
    expect(found).toEqual(losses.map(loss => loss.replace(' ', ' /messages/0/content/0')))
  })

  test.each(parts.filter(([, , , losses]) => losses === undefined))('comes back: %s', (_name, expected, part) => {
    const { value, losses } = toChat({ input: [{ role: 'user', content: [part] }] })
    expect(value.messages).toEqual([{ role: 'user', content: [expected] }])
    expect(losses).toEqual([])
  })

  const gone: Case[] = [
    ['an image by its file id', { type: 'input_image', file_id: 'x' }, undefined],
    ['an image without anything', { type: 'input_image', image_url: null, file_id: 'x' }, undefined],
    ['a file by its URL', { type: 'input_file', file_url: 'x' }, undefined],
    ['a part of no known type', { type: 'x' }, undefined],
  ]

  test.each(gone)('is lost to chat, alone and beside others: %s', (_name, part) => {
    const beside = toChat({ input: [{ role: 'user', content: [{ type: 'input_text', text: 'a' }, part] }] })
    expect(beside).toEqual({
      value: { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }] },
      losses: ['dropped /input/0/content/1'],
    })
    expect(toChat({ input: [{ role: 'user', content: [part] }] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /input/0'],
    })
    expect(toChat({ input: [{ role: 'assistant', content: [part] }] })).toEqual({
      value: { model: 'm', messages: [] },
      losses: ['dropped /input/0'],
    })
  })

  test('is lost to chat where chat has less', () => {
    const lossesOf = (part: unknown) =>
      toChat({ input: [{ role: 'user', content: [part] }] }).losses.map(loss => loss.replace('/input/0/content/0', ''))
    expect(lossesOf({ type: 'input_image', image_url: 'x', file_id: 'y' })).toEqual(['dropped /file_id'])
    expect(lossesOf({ type: 'input_image', image_url: 'x', file_id: null, detail: null })).toEqual([])
    expect(lossesOf({ type: 'input_file', file_data: 'x', file_url: 'y', detail: 'high' })).toEqual([
      'dropped /detail',
      'dropped /file_url',
    ])
    expect(lossesOf({ type: 'input_file', file_data: 'x', detail: 'auto' })).toEqual([])
    expect(lossesOf({ type: 'output_text', text: 'x', annotations: [], logprobs: [] })).toEqual([])
    expect(lossesOf({ type: 'output_text', text: 'x', annotations: [1], logprobs: [1] })).toEqual([
      'dropped /annotations',
      'dropped /logprobs',
    ])
  })

  test('must have what it is for', () => {
    const chat = (part: unknown) => refused(() => toResponses({ messages: [{ role: 'user', content: [part] }] }))
    const responses = (part: unknown) => refused(() => toChat({ input: [{ role: 'user', content: [part] }] }))
    expect(chat({ type: 'file', file: {} })).toBe(
      'InvalidInputError: A file must have file_data or a file_id. (at /messages/0/content/0/file)',
    )
    expect(chat({ type: 'file' })).toBe(
      'InvalidInputError: The file of a file part must be an object. (at /messages/0/content/0/file)',
    )
    expect(chat({ type: 'text' })).toBe(
      'InvalidInputError: The text of a text part must be a string. (at /messages/0/content/0/text)',
    )
    expect(chat({ type: 'image_url' })).toBe(
      'InvalidInputError: The image_url of an image part must be an object. (at /messages/0/content/0/image_url)',
    )
    expect(chat({ type: 'image_url', image_url: {} })).toBe(
      'InvalidInputError: The URL of an image must be a string. (at /messages/0/content/0/image_url/url)',
    )
    expect(chat({ type: 'input_audio', input_audio: { data: 'x' } })).toBe(
      'InvalidInputError: The format of an audio part must be a string. (at /messages/0/content/0/input_audio/format)',
    )
    expect(chat({ type: 'input_audio', input_audio: {} })).toBe(
      'InvalidInputError: The data of an audio part must be a string. (at /messages/0/content/0/input_audio/data)',
    )
    expect(chat({ type: 'input_audio' })).toBe(
      'InvalidInputError: The input_audio of an audio part must be an object. (at /messages/0/content/0/input_audio)',
    )
    expect(chat({ type: 'refusal' })).toBe(
      'InvalidInputError: The refusal must be a string. (at /messages/0/content/0/refusal)',
    )
    expect(chat({})).toBe(
      'InvalidInputError: The type of a content part must be a string. (at /messages/0/content/0/type)',
    )
    expect(chat(1)).toBe('InvalidInputError: A content part must be an object. (at /messages/0/content/0)')
    expect(responses({ type: 'input_file' })).toBe(
      'InvalidInputError: A file must have file_data, a file_id or a file_url. (at /input/0/content/0)',
    )
    expect(responses({ type: 'input_file', file_url: 1 })).toBe(
      'InvalidInputError: The URL of a file must be a string. (at /input/0/content/0/file_url)',
    )
    expect(responses({ type: 'input_image' })).toBe(
      'InvalidInputError: The file_id of an image without an image_url must be a string. (at /input/0/content/0/file_id)',
    )
    expect(responses({ type: 'input_image', image_url: {} })).toBe(
      'InvalidInputError: image_url must be a string. (at /input/0/content/0/image_url)',
    )
    expect(responses({ type: 'input_text' })).toBe(
      'InvalidInputError: The text of a text part must be a string. (at /input/0/content/0/text)',
    )
    expect(responses({ type: 'refusal' })).toBe(
      'InvalidInputError: The refusal must be a string. (at /input/0/content/0/refusal)',
    )
    expect(refused(() => toResponses({ messages: [{ role: 'user', content: {} }] }))).toBe(
      'InvalidInputError: Content must be a string or an array of parts. (at /messages/0/content)',
    )
  })
})
