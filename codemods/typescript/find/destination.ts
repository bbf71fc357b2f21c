// Where a base URL leads: by the URL where it is written, by names where it is only known when the program runs.
import type { CallExpression, Expression, ParameterDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { suggestedFor } from '../workspace.ts'
import { argumentsFor, returnsOf } from './callers.ts'
import { declarationsOf, followAlias } from './modules.ts'
import type { Provider } from './origin.ts'
import { hostOf, isOpenAIHost, namesOpenAI, namesVendor } from './vendors.ts'

export interface Destination {
  readonly provider: Provider
  readonly detail: string | undefined
}

export const own: Destination = { provider: 'openai', detail: undefined }

/** Whatever the names around it say. */
const perhapsLocal: Destination = { provider: 'unknown', detail: 'a local address' }

/** A destination, and whether it is the one of a value that may be missing. */
function ofText(text: string): Destination {
  if (text === '') return own
  const host = hostOf(text) ?? (isOpenAIHost(text) ? text : undefined)
  if (host === undefined)
    return namesVendor(text) ? { provider: 'other', detail: 'baseURL' } : { provider: 'unknown', detail: 'baseURL' }
  return isOpenAIHost(host) ? own : { provider: 'other', detail: host }
}

/** A name tells the vendor where the value is only there when the program runs. */
function ofName(name: string): Destination {
  if (namesVendor(name)) return { provider: 'other', detail: name }
  return namesOpenAI(name) ? own : { provider: 'unknown', detail: name }
}

/** A variable of the environment: its name, and what the repository's own .env files put into it. */
const ofVariable = (node: Node, name: string): Destination => worse(ofName(name), suggestedIn(node, name))

export const suggestedIn = (node: Node, name: string): Destination =>
  suggestedFor(node, name).map(ofText).reduce(worse, own)

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
  if (Node.isCallExpression(url)) return ofCall(url, seen)
  if (Node.isIdentifier(url)) return ofIdentifier(url, seen)
  if (Node.isPropertyAccessExpression(url) || Node.isElementAccessExpression(url)) return ofMember(url, seen)
  return { provider: 'unknown', detail: 'baseURL' }
}

function ofTemplate(text: string, parts: readonly Expression[], seen: Set<Node>): Destination {
  const host = hostOf(text)
  if (host !== undefined && !host.includes('${')) return ofText(text)
  if (/\.openai\.azure\.com|\.openai\.com/.test(text)) return own
  const [first] = parts
  const known = text.startsWith('${') && first !== undefined ? destinationOf(first, seen) : undefined
  if (known?.provider === 'other' || namesVendor(text)) return { provider: 'other', detail: known?.detail ?? 'baseURL' }
  // Azure's address without a version is that of a resource; with /openai/v1 it has Responses.
  if (/\/openai\/v1\/?$/.test(text) && /azure/i.test(`${text}${known?.detail}`)) return own
  return known ?? { provider: 'unknown', detail: 'baseURL' }
}

const order: readonly Provider[] = ['openai', 'unknown', 'other']
export const worse = (a: Destination, b: Destination): Destination =>
  order.indexOf(b.provider) > order.indexOf(a.provider) ? b : a

/** `setting || 'https://api.openai.com/v1'`: what is set is a way around, unless its name says more. */
function ofBinary(left: Expression, right: Expression, operator: string, seen: Set<Node>): Destination {
  const second = destinationOf(right, seen)
  if (operator === '&&') return second
  if (operator === '+') return worse(destinationOf(left, seen), own)
  const first = destinationOf(left, seen)
  const fallsBackToOwn =
    second.provider === 'openai' && right.getText() !== 'undefined' && right.getKind() !== SyntaxKind.NullKeyword
  return first.provider === 'unknown' && first !== perhapsLocal && fallsBackToOwn ? second : worse(first, second)
}

/** Functions of this repository are looked into; of others, the names of settings they are given speak. */
function ofCall(call: CallExpression, seen: Set<Node>): Destination {
  const callee = call.getExpression()
  if (
    Node.isPropertyAccessExpression(callee) &&
    /^(replace|replaceAll|trim|trimEnd|toString|concat|slice|default|optional|url)$/.test(callee.getName())
  ) {
    const inner = destinationOf(callee.getExpression(), seen)
    // Whoever replaces `localhost` in an address expects that it is one.
    const expectsOther = call.getArguments().some(each => namesVendor(each.getText()))
    return expectsOther && inner.provider !== 'other' ? perhapsLocal : inner
  }
  const returned = returnsOf(callee).map(each => destinationOf(each, seen))
  const [first, ...others] = returned
  const followed = first && others.reduce(worse, first)
  if (followed !== undefined && (followed.provider !== 'unknown' || followed === perhapsLocal)) return followed
  const settings = [...call.getText().matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(found => found[0])
  const detail = settings[0] ?? callee.getText().slice(0, 40)
  const [setting, ...rest] = settings.map(each => ofVariable(call, each))
  const named =
    setting === undefined ? ofName(callee.getText().replace(/['"`][^'"`]*['"`]/g, '')) : rest.reduce(worse, setting)
  return named.provider === 'unknown' ? { provider: 'unknown', detail } : named
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
  if (found.provider !== 'unknown' || found === perhapsLocal) return found
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
  if (Node.isParameterDeclaration(declaration)) return ofParameter(declaration, seen)
  if (Node.isBindingElement(declaration))
    return bindingDestination(
      declaration.getPropertyNameNode()?.getText() ?? declaration.getName(),
      declaration.getInitializer(),
      seen,
    )
  if (Node.isShorthandPropertyAssignment(declaration)) return destinationOf(declaration.getNameNode(), seen)
  return undefined
}

/** What callers hand in; where there are none to see, what is taken without them. */
function ofParameter(declaration: ParameterDeclaration, seen: Set<Node>): Destination | undefined {
  const initializer = declaration.getInitializer()
  const handed = argumentsFor(declaration).map(each =>
    Node.isExpression(each) ? destinationOf(each, seen) : undefined,
  )
  const all = [...handed, initializer && destinationOf(initializer, seen)].filter(each => each !== undefined)
  const [first, ...others] = all
  return first && others.reduce(worse, first)
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
  return ofVariable(member, text.replace(/^.*\benv\b[.[]?/s, ''))
}
