// Which server a client talks to, from what its constructor is given.
import type {
  Expression,
  NewExpression,
  ObjectLiteralExpression,
  PropertyAccessExpression,
  PropertyAssignment,
  ShorthandPropertyAssignment,
} from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { assignedMembers } from './assignments.ts'
import { destinationOf } from './destination.ts'
import { declarationsOf, followAlias } from './modules.ts'
import { type Destination, own, suggestedIn, worse } from './named-destination.ts'
import { setLater } from './set-later.ts'
import { hostOf, namesVendor } from './vendors.ts'

const urlKeys = new Set(['baseURL', 'basePath', 'baseUrl', 'endpoint'])

/** The options of a constructor, as an object literal: written there, or in a variable that is set once. */
export function optionsOf(construction: NewExpression): ObjectLiteralExpression | undefined {
  return literalOf(construction.getArguments()[0])
}

export function literalOf(node: Node | undefined, depth = 0): ObjectLiteralExpression | undefined {
  if (node === undefined || depth > 5) return undefined
  if (Node.isObjectLiteralExpression(node)) return node
  if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)) {
    return literalOf(node.getExpression(), depth + 1)
  }
  if (Node.isNewExpression(node)) return literalOf(node.getArguments()[0], depth + 1)
  if (Node.isPropertyAccessExpression(node)) return literalOf(privateValueOf(node), depth + 1)
  if (!Node.isIdentifier(node)) return undefined
  const declaration = declarationsOf(node)
    .flatMap(each => [each, ...followAlias(each)])
    .find(Node.isVariableDeclaration)
  return literalOf(declaration?.getInitializer(), depth + 1)
}

/** `this.configuration`, where nobody outside the class reaches it, one value is put into it, and no member of it is set. */
function privateValueOf(member: PropertyAccessExpression): Expression | undefined {
  const [property] = member.getNameNode().getSymbol()?.getDeclarations() ?? []
  if (!Node.isThisExpression(member.getExpression()) || !Node.isPropertyDeclaration(property)) return undefined
  if (property.getScope() !== 'private') return undefined
  if (new RegExp(`\\.${property.getName()}[!?]?\\.\\w+\\s*=(?!=)`).test(property.getParent().getText()))
    return undefined
  const [value, ...others] = [property.getInitializer(), ...assignedMembers(property)].filter(
    each => each !== undefined,
  )
  return others.length === 0 ? value : undefined
}

/** Which server the client of a construction talks to. */
export function destinationOfConstruction(construction: NewExpression, azure: boolean): Destination {
  let said = destinationSaid(construction, azure)
  for (const { option, value } of setLater(construction)) said = worse(said, destinationOfOption(option, value, azure))
  // The SDK reads this variable itself.
  if (!azure && !givesUrl(construction)) said = worse(said, suggestedIn(construction, 'OPENAI_BASE_URL'))
  return said.provider === 'unknown' || takesUrl(construction) ? heirsSay(construction, said) : said
}

const urlsGiven = (construction: NewExpression): (PropertyAssignment | ShorthandPropertyAssignment)[] =>
  (optionsOf(construction)?.getProperties() ?? [])
    .filter(property => Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property))
    .filter(property => urlKeys.has(property.getName()))

const givesUrl = (construction: NewExpression): boolean => urlsGiven(construction).length > 0

/** The base URL is a setting: whoever inherits the class may give another. */
const takesUrl = (construction: NewExpression): boolean =>
  urlsGiven(construction).some(
    property => !(Node.isPropertyAssignment(property) && Node.isStringLiteral(property.getInitializer())),
  )

/** A class that makes its client from settings, and others that inherit it with settings of their own. */
function heirsSay(construction: NewExpression, said: Destination): Destination {
  const name = construction.getFirstAncestorByKind(SyntaxKind.ClassDeclaration)?.getNameNode()
  let found = said
  for (const reference of name?.findReferencesAsNodes() ?? []) {
    if (reference.getFirstAncestorByKind(SyntaxKind.HeritageClause) === undefined) continue
    const heir = reference.getFirstAncestorByKind(SyntaxKind.ClassDeclaration)
    for (const url of heir?.getDescendantsOfKind(SyntaxKind.StringLiteral) ?? []) {
      if (hostOf(url.getLiteralValue()) !== undefined) found = worse(found, destinationOf(url))
    }
  }
  return found
}

function destinationSaid(construction: NewExpression, azure: boolean): Destination {
  const [argument] = construction.getArguments()
  if (argument === undefined) return own
  const options = literalOf(argument)
  // The environment holds no options: a key that is handed in alone, which the SDK passes over.
  if (options === undefined && /^(process|import\.meta)\.env\b/.test(argument.getText())) return own
  if (options === undefined) return azure ? own : { provider: 'unknown', detail: argument.getText().slice(0, 40) }
  // openai 3 takes the base path as its second argument.
  const second = construction.getArguments()[1]
  const base = Node.isStringLiteral(second) ? destinationOf(second) : own
  return worse(base, worse(destinationOfOptions(options, azure), destinationSetLater(argument, azure)))
}

/** `options.baseURL = …` after the literal. */
function destinationSetLater(argument: Node, azure: boolean): Destination {
  if (!Node.isIdentifier(argument)) return own
  let found: Destination = own
  for (const reference of argument.findReferencesAsNodes()) {
    const member = reference.getParent()
    if (!Node.isPropertyAccessExpression(member) || member.getExpression() !== reference) continue
    const assignment = member.getParent()
    const assigned = Node.isBinaryExpression(assignment) && assignment.getLeft() === member
    if (assigned) found = worse(found, destinationOfOption(member.getName(), assignment.getRight(), azure))
  }
  return found
}

export function destinationOfOptions(options: ObjectLiteralExpression, azure = false): Destination {
  let found: Destination = own
  for (const property of options.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      found = worse(found, ofSpread(property.getExpression(), azure))
    } else if (Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)) {
      found = worse(found, ofOption(property.getName().replace(/['"]/g, ''), property, azure))
    }
  }
  return found
}

function ofOption(name: string, property: Node, azure: boolean): Destination {
  const value = Node.isPropertyAssignment(property)
    ? property.getInitializer()
    : Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : undefined
  return value === undefined ? own : destinationOfOption(name, value, azure)
}

function destinationOfOption(name: string, value: Expression, azure: boolean): Destination {
  // openai 7 has clients of other vendors: `provider: bedrock()`.
  if (name === 'provider') return { provider: 'other', detail: 'provider' }
  if (urlKeys.has(name)) {
    const found = destinationOf(value)
    // Azure's own class is only ever pointed at Azure.
    return azure && found.provider === 'unknown' ? own : found
  }
  if (name === 'apiKey') {
    const key = value.getText()
    const vendor =
      namesVendor(key.replace(/['"`][^'"`]*['"`]/g, '')) ||
      /^['"](gsk_|sk-or-|sk-ant-|xai-|hf_|pplx-|ollama|lm-studio)/.test(key)
    return vendor ? { provider: 'other', detail: 'apiKey' } : own
  }
  return own
}

/** `...(base ? { baseURL: base } : {})`, `...options`. */
function ofSpread(expression: Expression, azure: boolean): Destination {
  const inner = Node.isParenthesizedExpression(expression) ? expression.getExpression() : expression
  if (Node.isConditionalExpression(inner))
    return worse(ofSpread(inner.getWhenTrue(), azure), ofSpread(inner.getWhenFalse(), azure))
  if (Node.isBinaryExpression(inner)) return ofSpread(inner.getRight(), azure)
  const literal = literalOf(inner)
  if (literal !== undefined) return destinationOfOptions(literal, azure)
  return azure ? own : { provider: 'unknown', detail: expression.getText().slice(0, 40) }
}
