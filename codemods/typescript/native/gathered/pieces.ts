// A loop that gathers the pieces of calls by their index, read without running it: what a call begins with, and what is
// added to it. Whatever else such a loop may do is not understood, and its call is left to the bridge.
import type { Expression, IfStatement, ObjectLiteralExpression, VariableDeclaration } from 'ts-morph'
import { Node } from '../../morph.ts'
import { LeftAlone } from '../draft.ts'
import { bare, literalText } from '../syntax.ts'
import { entryPathOf, isCallOf, isHolder, isSlot, type Names, type Path, pathIn, pathOf } from './names.ts'
import { inFirst, isIndexMissing, isNewSlot, isOldSlot, leaves, membersAsked } from './questions.ts'

/** For which pieces of a call a statement runs. */
export type When = 'always' | 'first' | 'later'

export interface Update {
  readonly path: Path
  readonly piece: Path
  readonly added: boolean
  readonly when: When
  /** Pieces that do not have it leave the call as it was. */
  readonly harmless: boolean
}

export interface Gathering {
  readonly names: Names
  readonly updates: Update[]
  /** What a call is when its first piece has come. */
  entry: ObjectLiteralExpression | undefined
  /** Whether what is read stands behind a question that only the first piece of a call answers. */
  begins: boolean
}

const unknown = () => new LeftAlone('result-unknown', 'pieces of calls that do more than gather them')

/** @throws {LeftAlone} */
export function readStatement(gathering: Gathering, statement: Node, when: When): void {
  if (Node.isBlock(statement)) {
    for (const each of statement.getStatements()) readStatement(gathering, each, when)
  } else if (Node.isVariableStatement(statement)) {
    for (const declaration of statement.getDeclarations()) readVariable(gathering, declaration, when)
  } else if (Node.isIfStatement(statement)) readCondition(gathering, statement, when)
  else if (Node.isWhileStatement(statement) && isNewSlot(gathering.names, statement.getExpression())) {
    readStatement(gathering, statement.getStatement(), 'first')
  } else if (Node.isExpressionStatement(statement)) readExpression(gathering, bare(statement.getExpression()), when)
  else throw unknown()
}

/** `const { index, id } = piece`, `const call = calls[index]`, `const call = (calls[index] ??= { … })`. */
function readVariable(gathering: Gathering, declaration: VariableDeclaration, when: When): undefined {
  const { names } = gathering
  const value = declaration.getInitializer()
  const name = declaration.getNameNode()
  if (value === undefined) throw unknown()
  const path = pathOf(names, value)
  if (path !== undefined) readNames(names, declaration, path)
  else if (!Node.isIdentifier(name)) throw unknown()
  else {
    if (!isSlot(names, value)) readInitial(gathering, value, when)
    names.entries.add(declaration)
  }
}

/** The names under which a piece, or a member of it, is read. @throws {LeftAlone} */
export function readNames(names: Names, declaration: Node, path: Path): void {
  const name =
    Node.isVariableDeclaration(declaration) ||
    Node.isParameterDeclaration(declaration) ||
    Node.isBindingElement(declaration)
      ? declaration.getNameNode()
      : declaration
  if (Node.isIdentifier(name)) names.pieces.set(declaration, path)
  else if (Node.isObjectBindingPattern(name)) {
    for (const element of name.getElements()) {
      const member = pathIn(path, element.getPropertyNameNode()?.getText() ?? element.getName())
      if (member === undefined || element.getDotDotDotToken() || element.getInitializer()) throw unknown()
      readNames(names, element, member)
    }
  } else throw unknown()
}

/** `calls[index] ??= { … }`, `calls[index] || { … }`, `calls[index] = { … }`. */
function readInitial(gathering: Gathering, expression: Node, when: When): undefined {
  const node = bare(expression)
  if (Node.isObjectLiteralExpression(node)) {
    if (when === 'later' || (gathering.entry && gathering.entry !== node)) throw unknown()
    gathering.entry = node
    return
  }
  if (!Node.isBinaryExpression(node) || when !== 'always') throw unknown()
  const operator = node.getOperatorToken().getText()
  if (!/^(\?\?|\|\|)=?$/.test(operator) || entryPathOf(gathering.names, node.getLeft()) !== '') throw unknown()
  readInitial(gathering, node.getRight(), 'first')
}

function readCondition(gathering: Gathering, statement: IfStatement, when: When): undefined {
  const { names } = gathering
  const condition = statement.getExpression()
  const then = statement.getThenStatement()
  const otherwise = statement.getElseStatement()
  const both = (first: When, second: When): undefined => {
    if (when !== 'always') throw unknown()
    readStatement(gathering, then, first)
    if (otherwise) readStatement(gathering, otherwise, second)
  }
  if (isNewSlot(names, condition)) return both('first', 'later')
  if (isOldSlot(names, condition)) return both('later', 'first')
  if (isIndexMissing(names, condition) && !otherwise && leaves(then)) return
  const asked = membersAsked(names, condition)
  if (asked === undefined || otherwise) throw unknown()
  const before = gathering.begins
  gathering.begins ||= asked.some(path => inFirst.has(path))
  readStatement(gathering, then, when)
  gathering.begins = before
}

function readExpression(gathering: Gathering, node: Node, when: When): undefined {
  const { names } = gathering
  if (Node.isCallExpression(node)) return readCall(gathering, node, when)
  if (!Node.isBinaryExpression(node)) throw unknown()
  const operator = node.getOperatorToken().getText()
  const path = entryPathOf(names, node.getLeft())
  const value = node.getRight()
  if (path === undefined) throw unknown()
  if (path !== '') return readUpdate(gathering, path, operator, value, when)
  if (operator === '=' && entryPathOf(names, value) === '') return
  if (operator === '=') readInitial(gathering, value, when)
  else readInitial(gathering, node, when)
}

/** `calls.push({ … })` where the index is new, `calls.set(index, { … })`. */
function readCall(gathering: Gathering, node: Node, when: When): undefined {
  if (!Node.isCallExpression(node)) throw unknown()
  const { names } = gathering
  const callee = node.getExpression()
  const [first, second] = node.getArguments()
  const pushes = Node.isPropertyAccessExpression(callee) && callee.getName() === 'push' && when === 'first'
  if (pushes && first && isHolder(names, callee.getExpression())) return readInitial(gathering, first, when)
  if (!isCallOf(names, node, 'set') || second === undefined) throw unknown()
  if (entryPathOf(names, second) !== '') readInitial(gathering, second, when)
}

/** `call.name += piece.function.name`, `call.name = call.name + piece.function.name`. */
function readUpdate(gathering: Gathering, path: Path, operator: string, value: Expression, when: When): undefined {
  const { names, updates, begins } = gathering
  const sum = bare(value)
  const whole = pathOf(names, value)
  const once = begins || when === 'first'
  if (whole !== undefined && /^\+?=$/.test(operator)) {
    const added = operator === '+='
    updates.push({ path, piece: whole, added, when, harmless: once || (added && hasEmptyDefault(value)) })
    return
  }
  const joins = operator === '=' && Node.isBinaryExpression(sum) && sum.getOperatorToken().getText() === '+'
  const piece = joins ? pathOf(names, sum.getRight()) : undefined
  if (!joins || piece === undefined || entryPathOf(names, sum.getLeft()) !== path) throw unknown()
  const part = Node.isBinaryExpression(sum) ? sum.getRight() : sum
  updates.push({ path, piece, added: true, when, harmless: once || hasEmptyDefault(part) })
}

/** `piece.function?.name ?? ''`. */
function hasEmptyDefault(value: Node): boolean {
  const node = bare(value)
  return Node.isBinaryExpression(node) && literalText(node.getRight()) === ''
}
