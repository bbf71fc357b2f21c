// A value that conditions decide between, or that a name stands for: each of them is converted where it is written.
import type { Expression } from 'ts-morph'
import type { Row } from '../../../src/atlas/row.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { align } from './align.ts'
import { assignedTo, declarationOf } from './bindings.ts'
import type { Context } from './context.ts'
import { type Converted, convertMember } from './convert.ts'
import { spreadSchema } from './definition.ts'
import { LeftAlone } from './draft.ts'
import { replaceHelper } from './helpers.ts'
import { isMemberOfRequest } from './lists/subject.ts'
import { acceptLoss } from './loss.ts'
import { isRecord } from './sketch.ts'
import { bare, dressed, isNullish } from './syntax.ts'
import { isText } from './text.ts'
import { importedFromSdk, retype, sdkName } from './types.ts'

/** The member a value goes to that has been settled in its own place; `undefined`: it is to be converted with its member. */
export function settledTarget(
  context: Context,
  slot: Node,
  name: string,
  value: Expression,
  row: Row,
): string | undefined {
  if (row.kind === 'lost') return undefined
  const leaves = leavesOf(value)
  const decided = leaves.length !== 1 || leaves[0] !== value
  if (!decided && !isFormat(row) && !isNamedObject(value, row)) return undefined
  const targets = new Set<string>()
  for (const leaf of leaves) {
    // No limit at all is `null` in both APIs.
    if (row.is === 'number' && isNullish(leaf)) continue
    const target = settleLeaf(context, slot, name, leaf, row, decided)
    if (target !== undefined) targets.add(target)
  }
  const [target] = targets
  if (target === undefined && !decided) return undefined
  if (target === undefined || targets.size > 1) throw new LeftAlone('request-unknown', name)
  return target
}

const isFormat = (row: Row) => row.kind === 'inside' && row.key === 'format'

const objectShape = (row: Row) => (row.kind === 'lost' ? '' : row.is).includes('object')

/** A name for what may be an object, and is not visibly a text. */
function isNamedObject(value: Expression, row: Row): boolean {
  return Node.isIdentifier(bare(value)) && objectShape(row) && !isText(value)
}

/** The values an expression comes down to, whichever way its conditions go. `undefined` is none. */
function leavesOf(value: Expression): Expression[] {
  const node = bare(value)
  if (Node.isIdentifier(node) && node.getText() === 'undefined') return []
  if (Node.isConditionalExpression(node)) return [node.getWhenTrue(), node.getWhenFalse()].flatMap(leavesOf)
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken().getKind()
    const either = operator === SyntaxKind.BarBarToken || operator === SyntaxKind.QuestionQuestionToken
    if (either) return [node.getLeft(), node.getRight()].flatMap(leavesOf)
    if (operator === SyntaxKind.AmpersandAmpersandToken) return leavesOf(node.getRight())
  }
  return [value]
}

/** `undefined` where one value alone is better converted with its member. */
function settleLeaf(
  context: Context,
  slot: Node,
  name: string,
  leaf: Expression,
  row: Row,
  decided: boolean,
): string | undefined {
  const node = bare(leaf)
  if (isFormat(row) && row.kind === 'inside') {
    const settled = replaceHelper(context, node, 'zodResponseFormat', 'zodTextFormat') || isPlainFormat(leaf)
    if (settled || spreadSchema(context, node)) return row.to
  }
  if (Node.isIdentifier(node) && objectShape(row) && !isText(leaf)) {
    const targets = new Set(
      definitionsFor(context, slot, name, node)
        .flatMap(leavesOf)
        .map(each => settleLeaf(context, slot, name, each, row, true)),
    )
    const [target] = targets
    if (targets.size === 1 && target !== undefined) return target
    throw new LeftAlone('request-unknown', name)
  }
  return decided ? convertLeaf(context, name, leaf, row) : undefined
}

function convertLeaf(context: Context, name: string, leaf: Expression, row: Row): string {
  const converted = convertMember(name, leaf)
  const { sketch, before, after, losses } = converted
  for (const loss of losses) acceptLoss(context, name, leaf, loss.message)
  requireKnown(name, leaf, row, converted)
  const [target, ...others] = Object.keys(after)
  if (target === undefined || others.length > 0) throw new LeftAlone('request-unknown', name)
  const inner = row.kind === 'inside' && isRecord(after[target]) ? after[target][row.key] : after[target]
  align(context.draft, leaf, before, inner, sketch)
  return target
}

/** A value the converter reads one way as a text and another way as an object has to be one of them visibly. */
export function requireKnown(name: string, value: Expression, row: Row, { sketch, before }: Converted): void {
  const shape = row.kind === 'lost' ? '' : row.is
  const opaque = sketch.origins.get(before) === value && typeof before === 'string'
  if (opaque && shape.includes('|') && !isText(value)) throw new LeftAlone('request-unknown', name)
}

/** Formats that are nothing but their type are the same in both APIs; a type of the caller's own may say so. */
function isPlainFormat(leaf: Expression): boolean {
  const type = leaf.getType().getNonNullableType()
  const [only, ...others] = type.isObject() || type.isUnion() ? type.getProperties() : []
  if (only?.getName() !== 'type' || others.length > 0) return false
  const said = only.getTypeAtLocation(leaf)
  const words = said.isUnion() ? said.getUnionTypes() : [said]
  return words.every(word => word.isStringLiteral() && plainFormats.has(String(word.getLiteralValue())))
}

const plainFormats: ReadonlySet<string> = new Set(['text', 'json_object'])

/** Everything a variable is set to that holds the value of this member of requests, and nothing else. */
function definitionsFor(context: Context, slot: Node, name: string, identifier: Node): Expression[] {
  const declaration = declarationOf(identifier)
  const local = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (!Node.isVariableDeclaration(declaration) || !Node.isIdentifier(local))
    throw new LeftAlone('request-unknown', name)
  retypeValue(context, declaration.getTypeNode(), name)
  context.draft.shared.add(declaration)
  const definitions = [declaration.getInitializer() ?? []].flat()
  for (const use of local.findReferencesAsNodes()) {
    const parent = use.getParent()
    if (use === local || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) continue
    const assigned = assignedTo(use)
    if (assigned) definitions.push(assigned.value)
    else if (!isValueOf(context, slot, name, use)) throw new LeftAlone('request-unknown', name)
  }
  return definitions
}

/** `response_format: format`, `format ? { response_format: format } : {}`, in this or another request. */
function isValueOf(context: Context, slot: Node, name: string, use: Node): boolean {
  let outer = dressed(use)
  for (let parent = outer.getParent(); parent !== undefined; parent = outer.getParent()) {
    if (parent === slot) return true
    if (
      Node.isConditionalExpression(parent) ||
      (Node.isBinaryExpression(parent) && assignedTo(parent.getLeft()) === undefined)
    ) {
      const asked = Node.isConditionalExpression(parent) ? parent.getCondition() : parent.getLeft()
      const operator = Node.isBinaryExpression(parent) ? parent.getOperatorToken().getText() : '&&'
      if (asked === outer && operator === '&&') return true
      outer = dressed(parent)
    } else if (Node.isPrefixUnaryExpression(parent) || Node.isIfStatement(parent)) return true
    else return isMemberOfRequest(context, parent, name)
  }
  return false
}

/** Types of the SDK that have no name on the other side cannot stay. */
function retypeValue(context: Context, type: Parameters<typeof retype>[1], name: string): void {
  retype(context, type)
  for (const node of type === undefined ? [] : [type, ...type.getDescendants()]) {
    const first = Node.isTypeReference(node)
      ? (node.getTypeName().getFirstDescendantByKind(SyntaxKind.Identifier) ?? node.getTypeName())
      : undefined
    if (first && importedFromSdk(first) && sdkName(node) === undefined) throw new LeftAlone('request-unknown', name)
  }
}
