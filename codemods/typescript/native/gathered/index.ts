// Calls that come in pieces, gathered by their index: Responses says in one event when a call is complete, and what it is.
import type { CallExpression, ForOfStatement, IfStatement } from 'ts-morph'
import { Node, SyntaxKind } from '../../morph.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { functionOf } from '../functions.ts'
import { quoted } from '../print.ts'
import { attempted } from '../result/attempt.ts'
import { callOf } from '../result/turn.ts'
import type { Value } from '../result/value.ts'
import { dressed, indentAt, indentUnit, quoteOf } from '../syntax.ts'
import { requireNothingElse } from './beside.ts'
import { isPlainCall, printMembers, type Whole, wholeCall } from './call.ts'
import { type Holder, holderOf } from './holder.ts'
import { followItems, sentBack } from './items.ts'
import { type Gathering, readNames, readStatement } from './pieces.ts'

/** Rewrites the loop over the calls of a chunk, and the question before it; `false` where they are read in another way. */
export function gatherCalls(context: Context, value: Value): boolean {
  const node = dressed(value.node)
  const condition = node.getFirstAncestor(
    each => Node.isIfStatement(each) && each.getExpression().containsRange(node.getPos(), node.getEnd()),
  )
  const loop = Node.isIfStatement(condition) ? loopIn(condition, node) : loopOver(node)
  if (loop === undefined) return false
  if (context.followed.has(loop)) return true
  context.followed.add(loop)
  const body = loop.getParent()
  const outer = Node.isBlock(body) ? body.getParent() : body
  const asked = Node.isIfStatement(outer) && asksOnlyForCalls(outer.getExpression()) ? outer : undefined
  if (asked) requireNothingElse(asked, loop)
  const chunk = value.name ?? value.origin.getText()
  if (!/^[\w$]+$/.test(chunk)) throw new LeftAlone('result-unknown', 'a chunk without a name')
  const { whole, holder } = readLoop(loop)
  const quote = quoteOf(loop)
  const test = `${chunk}.type === ${quoted('response.output_item.done', quote)} && ${chunk}.item.type === ${quoted('function_call', quote)}`
  const asItems =
    holder.kind === 'list' && isPlainCall(whole) && attempted(context, () => followItems(context, holder, quote))
  const item = holder.uses.some(sentBack) ? callOf(`${chunk}.item`) : `${chunk}.item`
  const kept = asItems ? `${holder.name}.push(${item})` : printKept(loop, holder, whole, `${chunk}.item`)
  const end = /;\s*\}?\)?;?\s*\}?$/.test(loop.getText()) ? ';' : ''
  if (asked) context.draft.replace(asked.getExpression(), test)
  context.draft.replace(loop, asked ? kept + end : guarded(loop, test, kept + end))
  return true
}

type Loop = ForOfStatement | Node

/** The statement that goes over these calls: `for (const call of calls ?? [])`, `calls.forEach(call => …)`. */
function loopOver(calls: Node): Loop | undefined {
  const parent = calls.getParent()
  const defaulted =
    Node.isBinaryExpression(parent) && /^(\?\?|\|\|) \[\]$/.test(parent.getText().slice(calls.getText().length + 1))
  const list = defaulted ? dressed(parent) : calls
  const holder = list.getParent()
  if (Node.isForOfStatement(holder) && holder.getExpression() === list) return holder
  if (!Node.isPropertyAccessExpression(holder) || holder.getName() !== 'forEach') return undefined
  const statement = holder.getParent()?.getParent()
  return Node.isExpressionStatement(statement) ? statement : undefined
}

/** The loop that stands under a question about the calls. */
function loopIn(asked: IfStatement, calls: Node): Loop | undefined {
  if (!asksOnlyForCalls(asked.getExpression())) return undefined
  const named = calls.getText().replaceAll('?', '')
  const then = asked.getThenStatement()
  const statements = Node.isBlock(then) ? then.getStatements() : [then]
  return statements.find(each => {
    const call = Node.isExpressionStatement(each) ? each.getExpression() : undefined
    const subject = Node.isForOfStatement(each)
      ? each.getExpression()
      : Node.isCallExpression(call)
        ? call.getExpression()
        : undefined
    if (subject === undefined || (call && !/\.forEach$/.test(subject.getText()))) return false
    const text = subject
      .getText()
      .replaceAll(/[?!]|\.forEach$/g, '')
      .replace(/ *\[\]$/, '')
      .trim()
    return (
      text === named || statements.some(other => other.getText().replaceAll('?', '').includes(`${text} = ${named}`))
    )
  })
}

/** `delta?.tool_calls`, `delta && delta.tool_calls.length > 0`, `Array.isArray(delta.tool_calls)`. */
function asksOnlyForCalls(condition: Node): boolean {
  const conjuncts = condition
    .getText()
    .replaceAll(/[?!]\./g, '.')
    .split(/\s*&&\s*/)
  const plain = conjuncts.map(each => each.replace(/^Array\.isArray\((.*)\)$/, '$1').replace(/\.length( > 0)?$/, ''))
  const [longest = ''] = [...plain].sort((left, right) => right.length - left.length)
  return /^[\w$.[\]]+$/.test(longest) && plain.every(each => longest === each || longest.startsWith(`${each}.`))
}

function readLoop(loop: Loop): { whole: Whole; holder: Holder } {
  const gathering: Gathering = {
    names: { pieces: new Map(), entries: new Set(), holder: undefined },
    updates: [],
    entry: undefined,
    begins: false,
  }
  if (Node.isForOfStatement(loop)) {
    const list = loop.getInitializer()
    const [declaration] = Node.isVariableDeclarationList(list) ? list.getDeclarations() : []
    if (declaration) readNames(gathering.names, declaration, '')
    readStatement(gathering, loop.getStatement(), 'always')
  } else {
    const call = Node.isExpressionStatement(loop) ? loop.getExpression() : undefined
    const made = Node.isCallExpression(call) ? callbackOf(call) : undefined
    const [parameter, ...others] = Node.isParametered(made) ? made.getParameters() : []
    const body = Node.isBodied(made) || Node.isBodyable(made) ? made.getBody() : undefined
    if (parameter === undefined || others.length > 0 || !Node.isBlock(body)) {
      throw new LeftAlone('result-unknown', 'pieces of calls')
    }
    readNames(gathering.names, parameter, '')
    readStatement(gathering, body, 'always')
  }
  return { whole: wholeCall(gathering), holder: holderOf(gathering.names, loop) }
}

function callbackOf(call: CallExpression): Node | undefined {
  const [callback] = call.getArguments()
  return callback && functionOf(callback)
}

/** `calls.push({ … })`, `calls.set(calls.size, { … })`, with the number of the call where its index was. */
function printKept(loop: Loop, { name, kind }: Holder, whole: Whole, item: string): string {
  const counts = { list: `${name}.length`, record: `Object.keys(${name}).length`, map: `${name}.size` }
  const count = counts[kind]
  const keep = (call: string) =>
    ({ list: `${name}.push(${call})`, record: `${name}[${count}] = ${call}`, map: `${name}.set(${count}, ${call})` })[
      kind
    ]
  const members = printMembers(whole, item, count, quoteOf(loop))
  const indent = indentAt(loop.getSourceFile().getFullText(), loop.getStart())
  const line = keep(`{ ${members.join(', ')} }`)
  if (indent.length + line.length < 118) return line
  const inner = indent + indentUnit(loop)
  return keep(`{\n${members.map(each => `${inner}${each},\n`).join('')}${indent}}`)
}

/** A loop without a question before it gets one. */
function guarded(loop: Loop, test: string, statement: string): string {
  const indent = indentAt(loop.getSourceFile().getFullText(), loop.getStart())
  const inner = indent + indentUnit(loop)
  return `if (${test}) {\n${inner}${statement.replaceAll('\n', `\n${inner.slice(indent.length)}`)}\n${indent}}`
}

/** Whether a question asked of a chunk is part of one that asks for its calls. */
export function belongsToGathering(node: Node): boolean {
  const asked = node.getFirstAncestorByKind(SyntaxKind.IfStatement)
  return (
    asked !== undefined &&
    /\btool_calls\b/.test(asked.getExpression().getText()) &&
    asksOnlyForCalls(asked.getExpression())
  )
}
