// One request without the SDK, as it is written: what sends it, its URL, and the body that holds the chat request.
import type { CallExpression, Expression, ObjectLiteralExpression } from 'ts-morph'
import { declarationsOf, packageNameOf } from '../find/modules.ts'
import { Node } from '../morph.ts'
import { assignedTo, usesInFile } from '../native/bindings.ts'
import { bare, memberValue } from '../native/syntax.ts'

/** What comes back: a `Response`, axios's answer with `data`, a promise with `json()`, or the parsed body itself. */
export type Sender = 'fetch' | 'axios' | 'got' | 'parsed'

export interface Exchange {
  readonly sender: Sender
  /** Whether it is the global `fetch`. */
  readonly isGlobal: boolean
  /** The literal that holds the path. */
  readonly url: Expression
  /** Where a variable that holds the URL is used. */
  readonly urlUses: readonly Node[]
  /** The object that is sent. */
  readonly request: Expression | undefined
  /** Whether everything on the way to that object is used for this request alone. */
  readonly inPlace: boolean
  /** The options beside it: method, headers, signal. */
  readonly options: ObjectLiteralExpression | undefined
}

const packages: ReadonlyMap<string, Sender> = new Map([
  ['axios', 'axios'],
  ['got', 'got'],
  ['ky', 'got'],
  ['ky-universal', 'got'],
  ['ofetch', 'parsed'],
  ['node-fetch', 'fetch'],
  ['node-fetch-native', 'fetch'],
  ['cross-fetch', 'fetch'],
  ['isomorphic-fetch', 'fetch'],
  ['undici', 'fetch'],
])

const bodies: Readonly<Record<Sender, RegExp>> = { fetch: /^body$/, axios: /^data$/, got: /^json$/, parsed: /^body$/ }

export function exchangeOf(call: CallExpression, url: Expression, urlUses: readonly Node[]): Exchange | undefined {
  const sender = senderOf(call)
  if (sender === undefined) return undefined
  const { kind, isGlobal } = sender
  const [first, second, third] = call.getArguments()
  const base = { sender: kind, isGlobal, url, urlUses }
  if (kind === 'axios' && /\.(post|put|patch)$/.test(call.getExpression().getText())) {
    const body = unpacked(second)
    return { ...base, ...body, options: settingsOf(third).literal }
  }
  const settings = settingsOf(Node.isObjectLiteralExpression(first) ? first : second)
  const properties = settings.literal?.getProperties() ?? []
  const at = properties.findIndex(each => bodies[kind].test(nameOf(each)))
  // What is spread in later may bring another body.
  const property = properties.slice(at + 1).some(Node.isSpreadAssignment) ? undefined : properties[at]
  const body = unpacked(property && memberValue(property))
  return { ...base, request: body.request, inPlace: body.inPlace && settings.inPlace, options: settings.literal }
}

const nameOf = (property: Node): string =>
  Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property) ? property.getName() : ''

/** What sends a request, by where its name comes from; a name of nobody's is the global one. */
function senderOf(call: CallExpression): { readonly kind: Sender; readonly isGlobal: boolean } | undefined {
  const callee = call.getExpression()
  const text = callee.getText()
  if (/^(globalThis|window|self|global)\.fetch$/.test(text)) return { kind: 'fetch', isGlobal: true }
  const root = rootOf(callee)
  if (root === undefined) return undefined
  const declarations = root.getSymbol()?.getDeclarations() ?? []
  const own = declarations.filter(each => !each.getSourceFile().isDeclarationFile())
  if (own.length === 0) {
    if (text === 'fetch') return { kind: 'fetch', isGlobal: true }
    if (/^\$fetch$/.test(text)) return { kind: 'parsed', isGlobal: false }
    return /^axios(\.|$)/.test(text) ? { kind: 'axios', isGlobal: false } : undefined
  }
  for (const each of own) {
    const module = packageNameOf(each)?.module ?? packageOfInstance(each)
    const kind = module === undefined ? undefined : packages.get(module.replace(/^npm:/, '').replace(/@.*$/, ''))
    if (kind !== undefined) return { kind, isGlobal: false }
    // `const fetch = (...args) => import('node-fetch').then(…)`
    const initializer = Node.isVariableDeclaration(each) ? each.getInitializer()?.getText() : undefined
    if (text === 'fetch' && /\bimport\(['"]node-fetch['"]\)/.test(initializer ?? ''))
      return { kind: 'fetch', isGlobal: false }
  }
  return undefined
}

function rootOf(callee: Expression) {
  let root: Node = callee
  while (Node.isPropertyAccessExpression(root)) root = root.getExpression()
  return Node.isIdentifier(root) ? root : undefined
}

/** `const client = axios.create({ … })`, which stands for the package. */
function instanceOf(declaration: Node): CallExpression | undefined {
  const made = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined
  return Node.isCallExpression(made) && /\.(create|extend)$/.test(made.getExpression().getText()) ? made : undefined
}

function packageOfInstance(declaration: Node): string | undefined {
  const root = instanceOf(declaration) && rootOf(instanceOf(declaration)?.getExpression() as Expression)
  const [origin] = root === undefined ? [] : declarationsOf(root).map(packageNameOf)
  return origin?.module
}

/** The base that an instance puts before a path. */
export function instanceBase(call: CallExpression): Expression | undefined {
  const root = rootOf(call.getExpression())
  const [made] = root === undefined ? [] : declarationsOf(root).flatMap(each => instanceOf(each) ?? [])
  const [options] = made?.getArguments() ?? []
  if (!Node.isObjectLiteralExpression(options)) return undefined
  const base = options.getProperties().find(each => /^(baseURL|prefixUrl|baseUrl)$/.test(nameOf(each)))
  return base && memberValue(base)
}

interface Settings {
  readonly literal: ObjectLiteralExpression | undefined
  readonly inPlace: boolean
}

/** The options: written there, or in a variable that is used for this alone. */
function settingsOf(node: Node | undefined): Settings {
  const inner = node && bare(node)
  if (Node.isObjectLiteralExpression(inner)) return { literal: inner, inPlace: true }
  const { value, alone } = heldBy(inner)
  return { literal: Node.isObjectLiteralExpression(value) ? value : undefined, inPlace: alone }
}

/** What a `const` holds, and whether nobody else uses it. */
function heldBy(node: Node | undefined): { readonly value: Node | undefined; readonly alone: boolean } {
  if (!Node.isIdentifier(node)) return { value: node, alone: true }
  const [declaration, ...others] = declarationsOf(node)
  const name = Node.isVariableDeclaration(declaration) ? declaration.getNameNode() : undefined
  if (others.length > 0 || !Node.isVariableDeclaration(declaration) || !Node.isIdentifier(name))
    return { value: undefined, alone: false }
  const uses = usesInFile(name)
  const initializer = declaration.getInitializer()
  const set = uses.some(use => assignedTo(use) !== undefined || isMemberSet(use))
  return {
    value: set || initializer === undefined ? undefined : bare(initializer),
    alone: uses.length === 1 && declaration.getSourceFile() === node.getSourceFile(),
  }
}

/** `options.body = …` */
function isMemberSet(use: Node): boolean {
  const access = use.getParent()
  return Node.isPropertyAccessExpression(access) && access.getExpression() === use && assignedTo(access) !== undefined
}

/** The object behind `JSON.stringify(object)`, or the object itself. */
function unpacked(node: Node | undefined): Pick<Exchange, 'request' | 'inPlace'> {
  const inner = node && bare(node)
  if (isStringify(inner)) return { request: argumentOf(inner), inPlace: true }
  if (Node.isIdentifier(inner)) {
    const { value, alone } = heldBy(inner)
    if (isStringify(value)) return { request: argumentOf(value), inPlace: alone }
  }
  return { request: Node.isExpression(inner) ? inner : undefined, inPlace: true }
}

const isStringify = (node: Node | undefined): node is CallExpression =>
  Node.isCallExpression(node) && node.getExpression().getText() === 'JSON.stringify'

function argumentOf(call: CallExpression): Expression | undefined {
  const [argument] = call.getArguments()
  return Node.isExpression(argument) ? argument : undefined
}

/** An option of the request that is written out: `headers`, `signal`, `agent`. */
export const optionNames = ({ options }: Exchange): readonly string[] => options?.getProperties().map(nameOf) ?? []
