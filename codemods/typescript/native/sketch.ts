// A source literal as JSON the converter can read: every expression whose value does not matter to it is a hole, and
// each hole is a value that occurs nowhere else, so that it is found again in the result.
import type { Expression } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { LeftAlone } from './draft.ts'
import { bare, literalText, memberName, memberValue } from './syntax.ts'

/** Members whose text decides what becomes of the object they stand in. */
const telling: ReadonlySet<string> = new Set(['role', 'type', 'tool_choice', 'function_call', 'mode', 'modalities'])

export type HoleShape = 'string' | 'number' | 'object'

let nextHole = 1

function makeHole(shape: HoleShape): unknown {
  const id = nextHole++
  if (shape === 'number') return 900_000_000 + id + 0.5
  const mark = `\u0000${id}\u0000`
  return shape === 'string' ? mark : { [mark]: true }
}

/** A sketch of one literal, and the way back from its values to the source. */
export class Sketch {
  /** Expressions by the value that stands for them; object literals by the object made of them. */
  readonly origins = new Map<unknown, Expression>()
  /** Values that are to be written in a certain way. */
  readonly texts = new Map<unknown, string>()
  /** Shapes of holes that the first guess did not fit, by the position of the expression. */
  readonly shapes: ReadonlyMap<Expression, HoleShape>

  constructor(shapes: ReadonlyMap<Expression, HoleShape> = new Map()) {
    this.shapes = shapes
  }

  of(expression: Expression, key = ''): unknown {
    const inner = bare(expression)
    if (Node.isObjectLiteralExpression(inner)) return this.#object(inner)
    if (Node.isArrayLiteralExpression(inner)) return this.#array(inner, key)
    const text = literalText(inner)
    if (text !== undefined && (telling.has(key) || text === '')) return text
    if (Node.isNumericLiteral(inner)) return inner.getLiteralValue()
    if (Node.isPrefixUnaryExpression(inner) && Node.isNumericLiteral(inner.getOperand())) {
      if (inner.getOperatorToken() === SyntaxKind.MinusToken) return -Number(inner.getOperand().getText())
    }
    if (Node.isTrueLiteral(inner)) return true
    if (Node.isFalseLiteral(inner)) return false
    if (inner.getKind() === SyntaxKind.NullKeyword) return null
    if (Node.isIdentifier(inner) && inner.getText() === 'undefined') return undefined
    return this.hole(expression, this.shapes.get(expression) ?? 'string')
  }

  hole(expression: Expression, shape: HoleShape): unknown {
    const value = makeHole(shape)
    this.origins.set(value, expression)
    return value
  }

  #object(literal: Expression): object {
    const result: Record<string, unknown> = {}
    this.origins.set(result, literal)
    if (!Node.isObjectLiteralExpression(literal)) return result
    for (const property of literal.getProperties()) {
      const name = memberName(property)
      const value = memberValue(property)
      if (name === undefined || value === undefined) throw new LeftAlone('request-unknown', describe(property))
      result[name] = this.of(value, name)
    }
    return result
  }

  #array(literal: Node, key: string): unknown[] {
    const result: unknown[] = []
    if (!Node.isArrayLiteralExpression(literal)) return result
    this.origins.set(result, literal)
    for (const element of literal.getElements()) {
      if (Node.isSpreadElement(element)) throw new LeftAlone('request-unknown', 'a spread inside the request')
      result.push(this.of(element, key))
    }
    return result
  }
}

function describe(property: Node): string {
  return Node.isSpreadAssignment(property) ? 'a spread inside the request' : 'a computed or callable member'
}

/** Whether two sketched values stand for the same source. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a).filter(key => a[key] !== undefined)
  const others = Object.keys(b).filter(key => b[key] !== undefined)
  return keys.length === others.length && keys.every(key => sameValue(a[key], b[key]))
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
