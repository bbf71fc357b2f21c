// Which server a client talks to, from what its constructor is given.
import type { Expression, NewExpression, ObjectLiteralExpression } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { declarationsOf, followAlias } from './modules.ts'
import type { Provider } from './origin.ts'
import { hostOf, isOpenAIHost, namesOpenAI, namesVendor } from './vendors.ts'

export interface Destination {
  readonly provider: Provider
  readonly detail: string | undefined
}

const own: Destination = { provider: 'openai', detail: undefined }

/** A destination, and whether it is the one of a value that may be missing. */
function ofText(text: string): Destination {
  if (text === '') return own
  const host = hostOf(text)
  if (host === undefined)
    return namesVendor(text) ? { provider: 'other', detail: 'baseURL' } : { provider: 'unknown', detail: 'baseURL' }
  return isOpenAIHost(host) ? own : { provider: 'other', detail: host }
}

/** A name tells the vendor where the value is only there when the program runs. */
function ofName(name: string): Destination {
  if (namesVendor(name)) return { provider: 'other', detail: name }
  return namesOpenAI(name) ? own : { provider: 'unknown', detail: name }
}

/** Where a base URL leads. */
export function destinationOf(url: Expression, seen = new Set<Node>()): Destination {
  if (seen.has(url) || seen.size > 30) return { provider: 'unknown', detail: 'baseURL' }
  seen.add(url)
  if (
    Node.isParenthesizedExpression(url) ||
    Node.isAsExpression(url) ||
    Node.isNonNullExpression(url) ||
    Node.isSatisfiesExpression(url)
  ) {
    return destinationOf(url.getExpression(), seen)
  }
  if (Node.isStringLiteral(url) || Node.isNoSubstitutionTemplateLiteral(url)) return ofText(url.getLiteralText())
  if (Node.isTemplateExpression(url))
    return ofTemplate(
      url.getText().slice(1, -1),
      url.getTemplateSpans().map(span => span.getExpression()),
      seen,
    )
  if (url.getKind() === SyntaxKind.NullKeyword || url.getText() === 'undefined') return own
  if (Node.isBinaryExpression(url))
    return ofBinary(url.getLeft(), url.getRight(), url.getOperatorToken().getText(), seen)
  if (Node.isConditionalExpression(url))
    return worse(destinationOf(url.getWhenTrue(), seen), destinationOf(url.getWhenFalse(), seen))
  if (Node.isCallExpression(url)) return ofCall(url.getText())
  if (Node.isIdentifier(url)) return ofIdentifier(url, seen)
  if (Node.isPropertyAccessExpression(url) || Node.isElementAccessExpression(url)) return ofMember(url, seen)
  return { provider: 'unknown', detail: 'baseURL' }
}

function ofTemplate(text: string, parts: readonly Expression[], seen: Set<Node>): Destination {
  const host = hostOf(text)
  if (host !== undefined && !host.includes('${')) return ofText(text)
  if (host !== undefined && /\.openai\.azure\.com|\.openai\.com/.test(text)) return own
  const [first] = parts
  const known = text.startsWith('${') && first !== undefined ? destinationOf(first, seen) : undefined
  return (
    known ?? (namesVendor(text) ? { provider: 'other', detail: 'baseURL' } : { provider: 'unknown', detail: 'baseURL' })
  )
}

const order: readonly Provider[] = ['openai', 'unknown', 'other']
const worse = (a: Destination, b: Destination): Destination =>
  order.indexOf(b.provider) > order.indexOf(a.provider) ? b : a

/** `setting || 'https://api.openai.com/v1'`: what is set is a way around, unless its name says more. */
function ofBinary(left: Expression, right: Expression, operator: string, seen: Set<Node>): Destination {
  const second = destinationOf(right, seen)
  if (operator === '&&') return second
  if (operator === '+') return worse(destinationOf(left, seen), own)
  const first = destinationOf(left, seen)
  const fallsBackToOwn =
    second.provider === 'openai' && right.getText() !== 'undefined' && right.getKind() !== SyntaxKind.NullKeyword
  return first.provider === 'unknown' && fallsBackToOwn ? second : worse(first, second)
}

function ofCall(text: string): Destination {
  return ofName(text.slice(0, 200))
}

function ofIdentifier(name: Expression, seen: Set<Node>): Destination {
  if (!Node.isIdentifier(name)) return ofName(name.getText())
  const declarations = declarationsOf(name).flatMap(declaration => {
    const followed = followAlias(declaration)
    return followed.length > 0 ? followed : [declaration]
  })
  for (const declaration of declarations) {
    const found = ofDeclaration(declaration, seen)
    if (found !== undefined) return refined(found, name.getText())
  }
  return ofName(name.getText())
}

/** A value nobody knows, under a name that says whose it is. */
function refined(found: Destination, name: string): Destination {
  if (found.provider !== 'unknown') return found
  const named = ofName(name)
  return named.provider === 'unknown' ? found : named
}

function ofDeclaration(declaration: Node, seen: Set<Node>): Destination | undefined {
  if (seen.has(declaration)) return undefined
  seen.add(declaration)
  if (
    Node.isVariableDeclaration(declaration) ||
    Node.isPropertyDeclaration(declaration) ||
    Node.isPropertyAssignment(declaration)
  ) {
    const initializer = declaration.getInitializer()
    return initializer && destinationOf(initializer, seen)
  }
  if (Node.isParameterDeclaration(declaration)) {
    const initializer = declaration.getInitializer()
    return initializer && destinationOf(initializer, seen).provider === 'other' ? destinationOf(initializer) : undefined
  }
  if (Node.isBindingElement(declaration))
    return bindingDestination(
      declaration.getPropertyNameNode()?.getText() ?? declaration.getName(),
      declaration.getInitializer(),
      seen,
    )
  if (Node.isShorthandPropertyAssignment(declaration)) return destinationOf(declaration.getNameNode(), seen)
  return undefined
}

function bindingDestination(name: string, byDefault: Expression | undefined, seen: Set<Node>): Destination {
  const named = ofName(name)
  if (byDefault === undefined || named.provider === 'other') return named
  return named.provider === 'unknown' ? destinationOf(byDefault, seen) : worse(named, destinationOf(byDefault, seen))
}

/** `process.env.X`, `import.meta.env.X`, `config.openai.baseUrl`, `this.config.baseURL`. */
function ofMember(member: Expression, seen: Set<Node>): Destination {
  const text = member.getText()
  if (!/\benv\b/.test(text) && Node.isPropertyAccessExpression(member)) {
    for (const declaration of member.getNameNode().getSymbol()?.getDeclarations() ?? []) {
      const found = ofDeclaration(declaration, seen)
      if (found !== undefined) return refined(found, text)
    }
  }
  return ofName(text.replace(/^.*\benv\b[.[]?/s, ''))
}

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
  if (!Node.isIdentifier(node)) return undefined
  const declaration = declarationsOf(node)
    .flatMap(each => [each, ...followAlias(each)])
    .find(Node.isVariableDeclaration)
  return literalOf(declaration?.getInitializer(), depth + 1)
}

/** Which server the client of a construction talks to. */
export function destinationOfConstruction(construction: NewExpression, azure: boolean): Destination {
  const [argument] = construction.getArguments()
  if (argument === undefined) return own
  const options = literalOf(argument)
  if (options === undefined) return azure ? own : { provider: 'unknown', detail: argument.getText().slice(0, 40) }
  // openai 3 takes the base path as its second argument.
  const second = construction.getArguments()[1]
  const base = Node.isStringLiteral(second) ? destinationOf(second) : own
  return worse(base, destinationOfOptions(options, azure))
}

export function destinationOfOptions(options: ObjectLiteralExpression, azure = false): Destination {
  let found: Destination = own
  for (const property of options.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      found = worse(found, ofSpread(property.getExpression(), azure))
    } else if (Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)) {
      found = worse(found, ofOption(property.getName().replace(/['"]/g, ''), property))
    }
  }
  return found
}

function ofOption(name: string, property: Node): Destination {
  const value = Node.isPropertyAssignment(property)
    ? property.getInitializer()
    : Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : undefined
  if (value === undefined) return own
  if (urlKeys.has(name)) return destinationOf(value)
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
