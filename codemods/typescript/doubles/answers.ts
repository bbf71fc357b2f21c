// An answer written by hand in a test, in chat's shape, as the Responses API or its SDK would give it.
import type { ObjectLiteralExpression } from 'ts-morph'
import { finishReasons } from '../../../src/atlas/outcome.ts'
import { usage as counters } from '../../../src/atlas/usage.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { type Draft, LeftAlone, type Piece, spanOf } from '../native/draft.ts'
import { counterName } from '../native/result/usage.ts'
import { bare, isNullish, literalText, member, memberName, memberValue, quoteOf } from '../native/syntax.ts'

/**
 * Who reads the answer: a caller by its text alone, or by its items, too; this package's converter; or the SDK itself, out
 * of JSON.
 */
export type Reader = 'text' | 'items' | 'converter' | 'wire'

const unreadable = (what: string): LeftAlone => new LeftAlone('test-double', what)

/** The answers in a file: objects with a list of choices that is written out. */
export function answersIn(root: Node): ObjectLiteralExpression[] {
  return root
    .getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression)
    .filter(each => Node.isArrayLiteralExpression(memberOf(each, 'choices')))
}

const memberOf = (literal: Node | undefined, name: string): Node | undefined => {
  const property = Node.isObjectLiteralExpression(literal) ? member(literal, name) : undefined
  const value = property && memberValue(property)
  return value && bare(value)
}

const renamed: Readonly<Record<string, string>> = { created: 'created_at', id: 'id', model: 'model' }

/** @throws {LeftAlone} for what is not written out. */
export function rewriteAnswer(draft: Draft, answer: ObjectLiteralExpression, reader: Reader): undefined {
  for (const property of answer.getProperties()) {
    const name = memberName(property)
    const value = memberValue(property)
    if (name === undefined || value === undefined) throw unreadable('an answer that is put together')
    if (name === 'choices') rewriteChoices(draft, property, value, reader)
    else if (name === 'usage') rewriteUsage(draft, value)
    else if (name === 'object') draft.replace(value, quoted(value, 'response'))
    else if (renamed[name] === undefined) throw unreadable(name)
    else if (renamed[name] !== name) renameKey(draft, property, renamed[name])
  }
}

function renameKey(draft: Draft, property: Node, name: string): undefined {
  if (!Node.isPropertyAssignment(property)) throw unreadable(name)
  draft.replace(property.getNameNode(), name)
}

function rewriteUsage(draft: Draft, value: Node): undefined {
  if (isNullish(value)) return
  const literal = bare(value)
  if (!Node.isObjectLiteralExpression(literal)) throw unreadable('usage')
  for (const property of literal.getProperties()) {
    const name = memberName(property) ?? ''
    const target = name.endsWith('_details') ? undefined : counterName(counters, name)
    if (target === undefined) throw unreadable('usage')
    if (target !== name) renameKey(draft, property, target)
  }
}

const quoted = (near: Node, text: string): string => `${quoteOf(near)}${text}${quoteOf(near)}`

function rewriteChoices(draft: Draft, property: Node, value: Node, reader: Reader): undefined {
  const list = bare(value)
  const [choice, ...others] = Node.isArrayLiteralExpression(list) ? list.getElements().map(bare) : []
  if (others.length > 0) throw unreadable('several choices')
  const q = (text: string) => quoted(property, text)
  if (choice === undefined) {
    if (reader === 'wire' || reader === 'converter') throw unreadable('no choices')
    draft.replace(property, ...(reader === 'text' ? [] : ['output: [], ']), `output_text: ${q('')}`)
    return
  }
  if (!Node.isObjectLiteralExpression(choice)) throw unreadable('choices')
  onlyMembers(choice, /^(message|finish_reason|index|logprobs)$/)
  const message = memberOf(choice, 'message')
  if (!Node.isObjectLiteralExpression(message)) throw unreadable('a message')
  onlyMembers(message, /^(role|content|tool_calls|function_call|refusal)$/)
  const refusal = memberOf(message, 'refusal')
  if (refusal !== undefined && !isNullish(refusal)) throw unreadable('a refusal')
  const content = contentOf(message)
  const calls = callsOf(message, q)
  const text: Piece[] = content === undefined ? [q('')] : [content]
  const members: Piece[][] = []
  members.push(...outcomeOf(choice, reader, q).map(each => [each]))
  if (reader === 'text' || reader === 'items') members.push(['output_text: ', ...text])
  if (reader !== 'text' || calls.length > 0) members.push(['output: [', ...itemsOf(content, calls, q), ']'])
  const between = separatorOf(property)
  draft.replace(property, ...members.flatMap((each, at) => (at === 0 ? each : [between, ...each])))
}

/** A line each, where the members have theirs. */
function separatorOf(property: Node): string {
  const text = property.getSourceFile().getFullText()
  const lead = text.slice(text.lastIndexOf('\n', property.getStart()) + 1, property.getStart())
  return lead.trim() === '' ? `,\n${lead}` : ', '
}

function onlyMembers(literal: ObjectLiteralExpression, known: RegExp): undefined {
  const stranger = literal.getProperties().find(each => !known.test(memberName(each) ?? ''))
  if (stranger !== undefined) throw unreadable(memberName(stranger) ?? 'a spread')
}

function contentOf(message: ObjectLiteralExpression): Piece | undefined {
  const property = member(message, 'content')
  const value = property && memberValue(property)
  if (value === undefined || isNullish(value)) return undefined
  if (Node.isArrayLiteralExpression(bare(value))) throw unreadable('a list of parts')
  return spanOf(value)
}

function callsOf(message: ObjectLiteralExpression, q: (text: string) => string): Piece[][] {
  const list = memberOf(message, 'tool_calls')
  const legacy = memberOf(message, 'function_call')
  const old = legacy === undefined || isNullish(legacy) ? [] : [itemOf(undefined, legacy, q)]
  if (list === undefined || isNullish(list)) return old
  if (!Node.isArrayLiteralExpression(list)) throw unreadable('tool_calls')
  const calls = list.getElements().map(bare)
  return [...old, ...calls.map(call => itemOf(memberOf(call, 'id'), memberOf(call, 'function'), q))]
}

function itemOf(id: Node | undefined, made: Node | undefined, q: (text: string) => string): Piece[] {
  const [name, given] = [memberOf(made, 'name'), memberOf(made, 'arguments')]
  if (!name || !given) throw unreadable('a call')
  const callId = id === undefined ? q('call_1') : spanOf(id)
  const written: Piece[] = [`{ type: ${q('function_call')}, call_id: `, callId]
  return [...written, ', name: ', spanOf(name), ', arguments: ', spanOf(given), ' }']
}

function itemsOf(content: Piece | undefined, calls: readonly Piece[][], q: (text: string) => string): Piece[] {
  const part = `[{ type: ${q('output_text')}, text: `
  const message = `{ type: ${q('message')}, role: ${q('assistant')}, content: `
  const items: Piece[][] = [...(content === undefined ? [] : [[message, part, content, ' }] }']]), ...calls]
  return items.flatMap((each, at) => (at === 0 ? each : [', ', ...each]))
}

/** `status`, where the answer says how it ended, or has to say it. */
function outcomeOf(choice: ObjectLiteralExpression, reader: Reader, q: (text: string) => string): string[] {
  const said = memberOf(choice, 'finish_reason')
  if (said === undefined || isNullish(said)) return reader === 'wire' ? [`status: ${q('completed')}`] : []
  const reason = literalText(said)
  const outcome = Object.entries(finishReasons).find(([name]) => name === reason)?.[1]
  if (outcome === undefined) throw unreadable('finish_reason')
  if (!('reason' in outcome)) return [`status: ${q('completed')}`]
  return [`status: ${q('incomplete')}`, `incomplete_details: { reason: ${q(outcome.reason)} }`]
}
