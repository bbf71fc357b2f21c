// The conversation of a request as a whole: instructions and who speaks.
import { describe, expect, test } from 'vitest'
import { type ConversionOptions, toChatError, toChatRequest, toResponsesRequest } from '../../src/index.ts'
import { unlessSaid } from './sentence.ts'

describe('the conversation of a request', () => {
  const system = { role: 'system', content: 'a' }
  const user = { role: 'user', content: 'b' }
  const observed = (convert: (options: ConversionOptions) => unknown) => {
    const losses: string[] = []
    const {
      model: _model,
      store: _store,
      ...value
    } = Object(
      convert({ onLoss: ({ effect, path, message }) => losses.push(`${effect} ${path}${unlessSaid(message)}`) }),
    )
    return { ...value, losses }
  }
  const forth = (messages: unknown[], more: ConversionOptions = {}) =>
    observed(options => toResponsesRequest({ model: 'm', messages } as never, { ...options, ...more }))
  const back = (request: object, more: ConversionOptions = {}) =>
    observed(options => toChatRequest({ model: 'm', ...request } as never, { ...options, ...more }))

  test('begins with instructions where a plain system message leads', () => {
    expect(forth([system, user])).toEqual({ instructions: 'a', input: 'b', losses: [] })
    expect(forth([system, user], { instructions: 'never' })).toEqual({ input: [system, user], losses: [] })
    expect(forth([system])).toEqual({ input: [system], losses: [] })
    expect(forth([user, system])).toEqual({ input: [user, system], losses: [] })
    expect(forth([{ ...system, role: 'developer' }, user]).instructions).toBeUndefined()
    expect(forth([{ role: 'system', content: [{ type: 'text', text: 'a' }] }, user]).instructions).toBeUndefined()
    expect(forth([{ ...system, name: 'x' }, user])).toMatchObject({
      input: [system, user],
      losses: ['dropped /messages/0/name'],
    })
  })

  test('is a text where one user text is all there is', () => {
    expect(forth([user]).input).toBe('b')
    expect(forth([user, user]).input).toEqual([user, user])
    expect(forth([{ role: 'assistant', content: 'b' }]).input).toEqual([{ role: 'assistant', content: 'b' }])
    expect(forth([{ role: 'user', content: [{ type: 'text', text: 'b' }] }]).input).toEqual([
      { role: 'user', content: [{ type: 'input_text', text: 'b' }] },
    ])
    expect(forth([]).input).toEqual([])
  })

  test('comes back with a leading system message', () => {
    expect(back({ instructions: 'a', input: 'b' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: 'b', instructions: 'a' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: [user], instructions: 'a' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: null, instructions: null })).toEqual({ messages: [], losses: [] })
    expect(back({ instructions: 'a', input: 'b' }, { instructions: 'never' })).toEqual({
      messages: [system, user],
      losses: ['changed /instructions'],
    })
    expect(back({ instructions: 'a' })).toEqual({ messages: [system], losses: ['changed /instructions'] })
    expect(back({ instructions: 'a', input: [] })).toEqual({ messages: [system], losses: ['changed /instructions'] })
    expect(back({ input: [system, user] })).toEqual({ messages: [system, user], losses: ['changed /input/0'] })
    expect(back({ input: [system, user] }, { instructions: 'never' })).toEqual({ messages: [system, user], losses: [] })
    expect(back({ input: [system] })).toEqual({ messages: [system], losses: [] })
    expect(back({ input: [system, user], instructions: 'c' }).losses).toEqual([])
    expect(back({ input: user })).toEqual({ messages: [user], losses: ['changed /input'] })
  })
})

describe('instructions beside json_object', () => {
  const format = { text: { format: { type: 'json_object' } } }
  const there = (messages: unknown[], more: object = {}) =>
    toResponsesRequest({ model: 'm', messages, response_format: { type: 'json_object' } } as never, more)
  const lossesOf = (request: object) => {
    const losses: string[] = []
    toChatRequest({ model: 'm', ...format, ...request } as never, {
      onLoss: ({ effect, path }) => losses.push(`${effect} ${path}`),
    })
    return losses
  }
  const system = { role: 'system', content: 'Answer in JSON.' }
  const user = (content: unknown) => ({ role: 'user', content })

  test('stay a message of the input where nobody else who asks says JSON', () => {
    const answer = { role: 'assistant', content: 'JSON?' }
    expect(there([system, user('Hi')])).toMatchObject({ input: [system, user('Hi')] })
    expect(there([system, user('Hi'), answer, user('Yes.')]).instructions).toBeUndefined()
    expect(there([system, user([{ type: 'text', text: 'as json' }])]).instructions).toBe(system.content)
    expect(there([system, { role: 'developer', content: 'As Json.' }, user('Hi')]).instructions).toBe(system.content)
  })

  test('are instructions beside any other format', () => {
    const request = { model: 'm', messages: [system, user('Hi')] }
    expect(toResponsesRequest(request as never)).toMatchObject({ instructions: system.content, input: 'Hi' })
    const text = { ...request, response_format: { type: 'text' } }
    expect(toResponsesRequest(text as never)).toMatchObject({ instructions: system.content, input: 'Hi' })
  })

  test('come back as what they were, or are reported', () => {
    expect(lossesOf({ input: [system, user('Hi')] })).toEqual([])
    expect(lossesOf({ instructions: 'Be brief.', input: 'JSON, please.' })).toEqual([])
    expect(lossesOf({ instructions: 'Be brief.', input: 'Hi' })).toEqual(['changed /instructions'])
    expect(lossesOf({ input: [system, user('JSON, please.')] })).toEqual(['changed /input/0'])
  })

  test('an error about the input still names the right message', () => {
    const request = { messages: [system, user('Hi')], response_format: { type: 'json_object' } }
    const { body } = toChatError(400, { error: { message: 'No.', param: 'input[1].content' } }, { request })
    expect(body.error.param).toBe('messages[1].content')
  })
})
