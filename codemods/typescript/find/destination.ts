// Where a base URL leads: by the URL where it is written, by names where it is only known when the program runs.
import type { CallExpression, Expression, ParameterDeclaration } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { assignedMembers, assignmentsTo } from './assignments.ts'
import { argumentsFor, returnsOf } from './callers.ts'
import { declarationsOf, followAlias } from './modules.ts'
import {
  byDefault,
  type Destination,
  ofName,
  ofText,
  ofVariable,
  own,
  perhapsLocal,
  worse,
} from './named-destination.ts'
import { hostOf, namesVendor } from './vendors.ts'

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
  if (url.getKind() === SyntaxKind.NullKeyword || url.getText() === 'undefined') return byDefault
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
  const known = text.startsWith('${') && first !== undefined ? beginning(destinationOf(first, seen)) : undefined
  if (known?.provider === 'other' || namesVendor(text)) return { provider: 'other', detail: known?.detail ?? 'baseURL' }
  // Azure's address without a version is that of a resource; with /openai/v1 it has Responses.
  if (/\/openai\/v1\/?$/.test(text) && /azure/i.test(`${text}${known?.detail}`)) return own
  return known ?? { provider: 'unknown', detail: 'baseURL' }
}

/** What a longer URL begins with: something that is still to be put there, where it is nothing as yet. */
const beginning = (found: Destination): Destination =>
  found === byDefault ? { provider: 'unknown', detail: 'baseURL' } : found

function ofBinary(left: Expression, right: Expression, operator: string, seen: Set<Node>): Destination {
  if (operator === '&&') return destinationOf(right, seen)
  if (operator === '+') return worse(beginning(destinationOf(left, seen)), own)
  return orElse(destinationOf(left, seen), right, seen)
}

/** `setting || 'https://api.openai.com/v1'`: what is set is a way around, unless its name says more. */
function orElse(setting: Destination, fallback: Expression, seen: Set<Node>): Destination {
  const otherwise = destinationOf(fallback, seen)
  const isOwn = otherwise.provider === 'openai' && !/^(undefined|null|''|""|``)$/.test(fallback.getText())
  return setting.provider === 'unknown' && setting !== perhapsLocal && isOwn ? otherwise : worse(setting, otherwise)
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
    return ofHolder(declaration.getInitializer(), putLater(declaration), seen)
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

const putLater = (declaration: Node): Expression[] =>
  Node.isVariableDeclaration(declaration) ? assignmentsTo(declaration) : assignedMembers(declaration)

/** A name with what it begins with, and what is put into it after that. */
function ofHolder(
  initializer: Expression | undefined,
  later: readonly Expression[],
  seen: Set<Node>,
): Destination | undefined {
  const [put, ...others] = later.map(each => destinationOf(each, seen))
  if (put === undefined) return initializer && destinationOf(initializer, seen)
  const found = others.reduce(worse, put)
  return initializer === undefined ? found : orElse(found, initializer, seen)
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
  return byDefault === undefined || named.provider === 'other' ? named : orElse(named, byDefault, seen)
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
