// Whether an expression or a type names a client class of the openai package, under whatever local name.
import type { ClassDeclaration, ClassExpression, Expression, Identifier, TypeNode } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { assignmentsTo } from './assignments.ts'
import { declarationsOf, followAlias, isRelative, moduleOf, type PackageName, packageNameOf } from './modules.ts'

/** A class: one of the openai package, one declared here, or one of another package. */
export type ClassOrigin =
  | { readonly kind: 'openai'; readonly azure: boolean; readonly legacy: boolean }
  | { readonly kind: 'local'; readonly declaration: ClassDeclaration | ClassExpression }
  | { readonly kind: 'foreign'; readonly module: string }

const clientNames = new Set(['default', '*', 'OpenAI', 'AzureOpenAI', 'OpenAIApi', 'BedrockOpenAI'])

/** Where the official package can be had from: npm, Deno, a CDN, and the aliases of a second version. */
const openaiModule =
  /^(npm:|jsr:@openai\/|https?:\/\/\S+\/)?openai(@[^/]+)?(\/(index|client|azure)(\.m?js)?)?(\/mod\.ts)?$|^npm:openai@|^@openai\/openai$/

export const isOpenAIModule = (module: string): boolean => openaiModule.test(module)

export function classOfPackageName({ module, name }: PackageName): ClassOrigin | undefined {
  if (isOpenAIModule(module)) {
    if (!clientNames.has(name)) return undefined
    return { kind: 'openai', azure: name === 'AzureOpenAI', legacy: name === 'OpenAIApi' }
  }
  return isRelative(module) ? undefined : { kind: 'foreign', module }
}

/** What the class is that `new` is applied to, or that is extended. */
export function classOf(expression: Expression, seen = new Set<Node>()): ClassOrigin | undefined {
  if (seen.has(expression) || seen.size > 40) return undefined
  seen.add(expression)
  if (
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isNonNullExpression(expression)
  ) {
    return classOf(expression.getExpression(), seen)
  }
  if (Node.isIdentifier(expression)) return classOfDeclarations(declarationsOf(expression), seen)
  if (Node.isClassExpression(expression)) return { kind: 'local', declaration: expression }
  if (Node.isPropertyAccessExpression(expression))
    return classOfMember(expression.getExpression(), expression.getName(), seen)
  const module = moduleOf(expression)
  return module === undefined ? undefined : classOfPackageName({ module, name: '*' })
}

/** `OpenAI.OpenAI`, `openai.AzureOpenAI`, `require('openai').OpenAI`. */
function classOfMember(owner: Expression, name: string, seen: Set<Node>): ClassOrigin | undefined {
  const module = moduleOf(Node.isParenthesizedExpression(owner) ? owner.getExpression() : owner)
  if (module !== undefined) return classOfPackageName({ module, name })
  const of = classOf(owner, seen)
  if (of?.kind === 'openai')
    return clientNames.has(name) ? { ...of, azure: name === 'AzureOpenAI', legacy: name === 'OpenAIApi' } : undefined
  return of?.kind === 'foreign' ? of : undefined
}

function classOfDeclarations(declarations: readonly Node[], seen: Set<Node>): ClassOrigin | undefined {
  for (const declaration of declarations) {
    if (seen.has(declaration)) continue
    seen.add(declaration)
    if (Node.isClassDeclaration(declaration)) return { kind: 'local', declaration }
    const name = packageNameOf(declaration)
    if (name !== undefined) {
      const behind = followAlias(declaration)
      // In the SDK's own repository its name leads to its sources.
      const itself = behind.length === 0 || isOpenAIModule(name.module)
      const found = itself ? classOfPackageName(name) : classOfDeclarations(behind, seen)
      if (found !== undefined) return found
    }
    if (Node.isVariableDeclaration(declaration) || Node.isExportAssignment(declaration)) {
      const value = Node.isExportAssignment(declaration) ? declaration.getExpression() : declaration.getInitializer()
      // `let OpenAI; try { OpenAI = (await import('openai')).OpenAI } catch { … }`
      const values =
        value === undefined && Node.isVariableDeclaration(declaration) ? assignmentsTo(declaration) : [value]
      const followed = values.map(each => each && classOf(each, seen)).find(each => each !== undefined)
      if (followed !== undefined) return followed
    }
  }
  return undefined
}

/** The class of openai a local class extends, however far up, and the classes on the way. */
export function lineageOf(declaration: ClassDeclaration | ClassExpression): {
  readonly origin: ClassOrigin | undefined
  readonly classes: readonly (ClassDeclaration | ClassExpression)[]
} {
  const classes: (ClassDeclaration | ClassExpression)[] = [declaration]
  for (;;) {
    const parent = classes.at(-1)?.getExtends()?.getExpression()
    const origin = parent && classOf(parent)
    if (origin?.kind !== 'local' || classes.includes(origin.declaration) || classes.length > 20)
      return { origin, classes }
    classes.push(origin.declaration)
  }
}

/** The client class a type names: `OpenAI`, `OpenAI | null`, `Promise<OpenAI>`, `InstanceType<typeof OpenAI>`. */
export function classOfType(type: TypeNode | undefined, depth = 0): ClassOrigin | undefined {
  if (type === undefined || depth > 8) return undefined
  if (Node.isUnionTypeNode(type) || Node.isIntersectionTypeNode(type)) {
    for (const member of type.getTypeNodes()) {
      const found = classOfType(member, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (Node.isParenthesizedTypeNode(type)) return classOfType(type.getTypeNode(), depth + 1)
  if (Node.isImportTypeNode(type)) return classOfImportType(type.getText())
  if (Node.isTypeQuery(type)) {
    const name = type.getExprName()
    return Node.isIdentifier(name) ? classOfDeclarations(declarationsOf(name), new Set()) : undefined
  }
  if (!Node.isTypeReference(type)) return undefined
  const name = type.getTypeName()
  const text = name.getText()
  const [argument] = type.getTypeArguments()
  if (
    /^(Promise|InstanceType|NonNullable|Readonly|Required|Awaited|Lazy|Ref|ShallowRef|MutableRefObject|Partial)$/.test(
      text,
    )
  ) {
    return classOfType(argument, depth + 1)
  }
  if (Node.isIdentifier(name)) return classOfTypeName(name, depth)
  const left = name.getLeft()
  if (!Node.isIdentifier(left)) return undefined
  const of = classOfDeclarations(declarationsOf(left), new Set())
  if (of?.kind !== 'openai') return of?.kind === 'foreign' ? of : undefined
  const right = name.getRight().getText()
  return clientNames.has(right) ? { ...of, azure: right === 'AzureOpenAI', legacy: right === 'OpenAIApi' } : undefined
}

function classOfTypeName(name: Identifier, depth: number): ClassOrigin | undefined {
  const declarations = declarationsOf(name)
  const followed = declarations.flatMap(declaration => [declaration, ...followAlias(declaration)])
  for (const declaration of followed) {
    if (Node.isTypeAliasDeclaration(declaration)) {
      const found = classOfType(declaration.getTypeNode(), depth + 1)
      if (found !== undefined) return found
    }
  }
  return classOfDeclarations(declarations, new Set())
}

function classOfImportType(text: string): ClassOrigin | undefined {
  const [, module, name = '*'] = /^(?:typeof )?import\(['"]([^'"]+)['"]\)(?:\.(\w+))?/.exec(text) ?? []
  return module === undefined ? undefined : classOfPackageName({ module, name })
}

/** The type a JSDoc comment gives: `@type {OpenAI}`, `@param {import('openai').OpenAI} client`. */
export function classOfComment(node: Node): ClassOrigin | undefined {
  const named = Node.isParameterDeclaration(node)
    ? (node.getParent().getFirstAncestor(Node.isJSDocable) ?? node.getParent())
    : (node.getFirstAncestorByKind(SyntaxKind.VariableStatement) ?? node)
  const docs = [node.getParent(), named].flatMap(owner => (owner && Node.isJSDocable(owner) ? owner.getJsDocs() : []))
  for (const tag of docs.flatMap(doc => doc.getTags())) {
    if (Node.isJSDocParameterTag(tag) && Node.isParameterDeclaration(node) && tag.getName() !== node.getName()) continue
    if (!Node.isJSDocParameterTag(tag) && !Node.isJSDocTypeTag(tag)) continue
    const found = classOfType(tag.getTypeExpression()?.getTypeNode())
    if (found !== undefined) return found
  }
  return undefined
}
