// What can be known of a value without running the program: literals, constants, objects with some members known.
import type { CallExpression, Expression, Identifier, PropertyAccessExpression } from 'ts-morph'
import { declarationsOf, followAlias } from '../find/modules.ts'
import { Node, SyntaxKind } from '../morph.ts'
import { returnsOf } from '../native/functions.ts'
import { declaredShape } from './declared.ts'
import { withLaterMembers } from './later.ts'

/** Stands for a value that is only known when the program runs. */
export const unknownValue: unique symbol = Symbol('unknown')

/** An object of which not every key is known: something is spread into it that cannot be followed. */
export interface Shape {
  readonly known: Map<string, unknown>
  /** What may bring further keys, as it is written. */
  readonly open: string | undefined
  /** Keys that two branches have each for themselves: never together. */
  readonly apart?: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] | undefined
}

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && 'known' in value && value.known instanceof Map
}

/** Strings, numbers, booleans, null, arrays of values, Shapes, and `unknownValue`. */
export function evaluate(node: Node | undefined, depth = 0): unknown {
  if (node === undefined || depth > 12) return unknownValue
  if (
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isNonNullExpression(node) ||
    Node.isTypeAssertion(node)
  ) {
    return evaluate(node.getExpression(), depth + 1)
  }
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) return node.getLiteralText()
  if (Node.isNumericLiteral(node)) return node.getLiteralValue()
  if (Node.isTrueLiteral(node)) return true
  if (Node.isFalseLiteral(node)) return false
  if (Node.isNullLiteral(node)) return null
  if (Node.isPrefixUnaryExpression(node) && node.getOperatorToken() === SyntaxKind.MinusToken) {
    const value = evaluate(node.getOperand(), depth + 1)
    return typeof value === 'number' ? -value : unknownValue
  }
  if (Node.isArrayLiteralExpression(node)) {
    return node
      .getElements()
      .map(element => (Node.isSpreadElement(element) ? unknownValue : evaluate(element, depth + 1)))
  }
  if (Node.isObjectLiteralExpression(node)) return evaluateObject(node.getProperties(), depth)
  if (Node.isCallExpression(node)) return evaluateMapped(node, depth)
  if (Node.isIdentifier(node)) return node.getText() === 'undefined' ? undefined : evaluateName(node, depth)
  if (Node.isPropertyAccessExpression(node)) return evaluateMember(node, depth)
  return unknownValue
}

/** `defaults.chat`, where `defaults` is an object that is written out. */
function evaluateMember(member: PropertyAccessExpression, depth: number): unknown {
  const owner = evaluate(member.getExpression(), depth + 1)
  if (!isShape(owner) || owner.open !== undefined || !owner.known.has(member.getName())) return unknownValue
  const value = owner.known.get(member.getName())
  return isShape(value) ? value : unknownValue
}

/** `turns.map(turn => ({ … }))`: elements of one shape, as many as there may be. */
function evaluateMapped(call: CallExpression, depth: number): unknown {
  const callee = call.getExpression()
  const [made] = call.getArguments()
  if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== 'map' || !Node.isArrowFunction(made))
    return unknownValue
  const body = made.getBody()
  const element = Node.isExpression(body) ? evaluate(body, depth + 1) : unknownValue
  return isShape(element) ? [element] : unknownValue
}

/** Where a name is declared, through imports; `undefined` where there are several places. */
function declaredAs(name: Identifier): Node | undefined {
  const [declaration, ...others] = declarationsOf(name).flatMap(each => {
    const followed = followAlias(each)
    return followed.length > 0 ? followed : [each]
  })
  return others.length > 0 ? undefined : declaration
}

/** A constant, where nothing can change it: `const`, and for objects no member is assigned or handed to anybody. */
function evaluateName(name: Expression, depth: number): unknown {
  if (!Node.isIdentifier(name)) return unknownValue
  const declaration = declaredAs(name)
  if (!Node.isVariableDeclaration(declaration)) return unknownValue
  const list = declaration.getParent()
  const value = declaration.getInitializer()
  const constant = Node.isVariableDeclarationList(list) && list.getDeclarationKind() === 'const'
  if (!constant || value === undefined) return unknownValue
  const evaluated = evaluate(value, depth + 1)
  if (!isShape(evaluated)) return Array.isArray(evaluated) ? unknownValue : evaluated
  return withLaterMembers(declaration, evaluated, depth)
}

function evaluateObject(properties: readonly Node[], depth: number): Shape {
  const known = new Map<string, unknown>()
  let open: string | undefined
  const apart: NonNullable<Shape['apart']>[number][] = []
  for (const property of properties) {
    if (Node.isSpreadAssignment(property)) {
      const spread = evaluateSpread(property.getExpression(), depth + 1)
      apart.push(...(spread.apart ?? []))
      for (const [key, value] of spread.known) known.set(key, known.has(key) && spread.maybe ? unknownValue : value)
      open ??= spread.open
    } else if (Node.isPropertyAssignment(property)) {
      const name = property.getNameNode()
      if (Node.isComputedPropertyName(name)) open ??= name.getText()
      else known.set(property.getName().replace(/^['"]|['"]$/g, ''), evaluate(property.getInitializer(), depth + 1))
    } else if (Node.isShorthandPropertyAssignment(property)) {
      known.set(property.getName(), evaluate(property.getNameNode(), depth + 1))
    } else if (Node.isMethodDeclaration(property) || Node.isGetAccessorDeclaration(property)) {
      known.set(property.getName(), unknownValue)
    }
  }
  return { known, open, apart }
}

interface Spread extends Shape {
  /** Its keys may be missing. */
  readonly maybe: boolean
}

/** The one or the other, as a condition decides. */
function oneOf(yes: Spread, no: Spread): Spread {
  const onlyIn = (one: Spread, other: Spread) => new Set([...one.known.keys()].filter(key => !other.known.has(key)))
  return {
    known: new Map([...yes.known, ...no.known]),
    open: yes.open ?? no.open,
    apart: [...(yes.apart ?? []), ...(no.apart ?? []), [onlyIn(yes, no), onlyIn(no, yes)]],
    maybe: true,
  }
}

/** `...limitsFor(model)`: everything that a function of this project may return. */
function returnedBy(node: Node): readonly Node[] {
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined
  if (!Node.isIdentifier(callee)) return []
  const made = declaredAs(callee)
  return (made && returnsOf(made)?.expressions) ?? []
}

/** `...defaults`, `...(tools && { tools })`, `...(strict ? { seed: 1 } : {})`. */
function evaluateSpread(node: Node, depth: number): Spread {
  if (Node.isParenthesizedExpression(node) || Node.isAsExpression(node))
    return evaluateSpread(node.getExpression(), depth + 1)
  if (Node.isConditionalExpression(node)) {
    return oneOf(evaluateSpread(node.getWhenTrue(), depth + 1), evaluateSpread(node.getWhenFalse(), depth + 1))
  }
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken().getText()
    const right = evaluateSpread(node.getRight(), depth + 1)
    if (operator === '&&') return { ...right, maybe: true }
    const left = evaluateSpread(node.getLeft(), depth + 1)
    return { known: new Map([...left.known, ...right.known]), open: left.open ?? right.open, maybe: true }
  }
  const value = evaluate(node, depth + 1)
  if (isShape(value)) return { ...value, maybe: false }
  const [first, ...others] = returnedBy(node).map(each => evaluateSpread(each, depth + 1))
  if (first !== undefined && depth < 12) return others.reduce(oneOf, { ...first, maybe: true })
  // Of what is spread into the request itself, the keys are what counts.
  const declared = value === unknownValue && depth <= 2 ? declaredShape(node) : undefined
  if (declared !== undefined) return { ...declared, maybe: true }
  const empty = value === null || value === undefined || value === false
  return { known: new Map(), open: empty ? undefined : node.getText(), maybe: false }
}
