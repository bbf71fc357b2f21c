// Follows an expression to the client it stands for: through variables, properties, parameters, returns and modules.
import type { CallExpression, Expression, NewExpression, ParameterDeclaration, PropertySignature } from 'ts-morph'
import { Node } from '../morph.ts'
import { argumentsFor, callablesOf, returnsIn, valuesBehind } from './callers.ts'
import { type ClassOrigin, classOf, classOfType, lineageOf } from './classes.ts'
import { originOfDeclaration } from './declaration.ts'
import { originThroughPackage } from './foreign-call.ts'
import { originOfMember } from './member.ts'
import { declarationsOf, followAlias, isRelative, packageNameOf } from './modules.ts'
import { nothing, type Origin, together, typed, unknown } from './origin.ts'
import { destinationOfConstruction, destinationOfOptions, literalOf, optionsOf } from './provider.ts'
import { isWrapper } from './vendors.ts'

/** One search: no place is looked at twice, and a search that leads nowhere ends. */
export class Trail {
  readonly #seen = new Set<Node>()
  enter(node: Node): boolean {
    if (this.#seen.has(node) || this.#seen.size > 400) return false
    this.#seen.add(node)
    return true
  }
}

export function originOf(expression: Node | undefined, trail = new Trail()): Origin {
  if (expression === undefined || !trail.enter(expression)) return nothing
  if (
    Node.isParenthesizedExpression(expression) ||
    Node.isNonNullExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isAwaitExpression(expression)
  ) {
    return originOf(expression.getExpression(), trail)
  }
  if (Node.isAsExpression(expression) || Node.isTypeAssertion(expression)) {
    const inner = originOf(expression.getExpression(), trail)
    return inner.kind === 'unknown' || inner.kind === 'nothing'
      ? originOfType(classOfType(expression.getTypeNode()))
      : inner
  }
  if (Node.isNewExpression(expression)) return originOfConstruction(expression)
  if (Node.isCallExpression(expression)) return originOfCall(expression, trail)
  if (Node.isIdentifier(expression)) return originOfDeclarations(declarationsOf(expression), trail)
  if (Node.isPropertyAccessExpression(expression) || Node.isElementAccessExpression(expression)) {
    return originOfMember(expression, trail)
  }
  if (Node.isConditionalExpression(expression)) {
    return together([originOf(expression.getWhenTrue(), trail), originOf(expression.getWhenFalse(), trail)])
  }
  if (Node.isBinaryExpression(expression))
    return originOfBinary(expression.getLeft(), expression.getRight(), expression.getOperatorToken().getText(), trail)
  return Node.isNullLiteral(expression) ? nothing : unknown
}

function originOfBinary(left: Expression, right: Expression, operator: string, trail: Trail): Origin {
  if (operator === '=' || operator === '&&' || operator === ',') return originOf(right, trail)
  return together([originOf(left, trail), originOf(right, trail)])
}

export function originOfDeclarations(declarations: readonly Node[], trail: Trail): Origin {
  return together(declarations.map(declaration => originOfBound(declaration, trail)))
}

/** Of a declaration, or of what an import leads to. */
function originOfBound(declaration: Node, trail: Trail): Origin {
  const name = packageNameOf(declaration)
  if (name === undefined) return originOfDeclaration(declaration, trail)
  const followed = followAlias(declaration)
  if (followed.length > 0) return originOfDeclarations(followed, trail)
  if (isRelative(name.module)) return unknown
  return isWrapper(name.module) ? { kind: 'patched', by: name.module } : { kind: 'foreign', module: name.module }
}

/** What an object of a class is, when nothing but the class is known. */
export function originOfType(of: ClassOrigin | undefined): Origin {
  if (of === undefined) return nothing
  if (of.kind === 'openai') return typed(of.azure, of.legacy)
  if (of.kind === 'foreign') return { kind: 'foreign', module: of.module }
  const { origin } = lineageOf(of.declaration)
  return origin === undefined || origin.kind === 'local' ? nothing : originOfType(origin)
}

function originOfConstruction(construction: NewExpression): Origin {
  const of = classOf(construction.getExpression())
  if (of === undefined) return unknown
  if (of.kind === 'foreign')
    return isWrapper(of.module) ? { kind: 'patched', by: of.module } : { kind: 'foreign', module: of.module }
  if (of.kind === 'openai') return clientOf(construction, of.azure, of.legacy)
  const { origin, classes } = lineageOf(of.declaration)
  if (origin?.kind !== 'openai')
    return origin?.kind === 'foreign' ? { kind: 'foreign', module: origin.module } : unknown
  return together([
    clientOf(construction, origin.azure, origin.legacy),
    ...classes.map(each => superOrigin(each, origin.azure)),
  ])
}

function clientOf(construction: NewExpression, azure: boolean, legacy: boolean): Origin {
  const { provider, detail } = destinationOfConstruction(construction, azure)
  const wrapped = /\bcreateFetch\s*\(/.test(optionsOf(construction)?.getText() ?? '')
  return { ...typed(azure, legacy), provider, detail, wrapped, constructions: [construction] }
}

/** What a subclass hands on to the constructor of the SDK. */
function superOrigin(declaration: ReturnType<typeof lineageOf>['classes'][number], azure: boolean): Origin {
  const [own] = declaration.getConstructors()
  const call = own
    ?.getDescendants()
    .find(node => Node.isCallExpression(node) && node.getExpression().getText() === 'super')
  const literal = Node.isCallExpression(call) ? literalOf(call.getArguments()[0]) : undefined
  if (literal === undefined) return nothing
  // `super({ ...options, timeout })`: what the options say is read where the object is made.
  const parameters = new Set(own?.getParameters().map(parameter => parameter.getName()))
  const spread = literal
    .getProperties()
    .some(property => Node.isSpreadAssignment(property) && parameters.has(property.getExpression().getText()))
  const { provider, detail } = destinationOfOptions(literal, azure)
  return spread && provider === 'unknown' ? nothing : { ...typed(azure), provider, detail }
}

function originOfCall(call: CallExpression, trail: Trail): Origin {
  const callee = call.getExpression()
  if (Node.isPropertyAccessExpression(callee) && callee.getName() === 'withOptions') {
    const client = originOf(callee.getExpression(), trail)
    const options = literalOf(call.getArguments()[0])
    return options === undefined ? client : together([client, { ...typed(), ...destinationOfOptions(options) }])
  }
  const [typeArgument] = call.getTypeArguments()
  const byType = typeArgument && originOfType(classOfType(typeArgument))
  if (byType !== undefined && byType.kind !== 'nothing') return byType
  const returned = originOfReturns(callee, trail)
  if (returned.kind !== 'nothing') return returned
  return originThroughPackage(call, callee, trail)
}

/** A function of this repository: whatever it returns. */
function originOfReturns(callee: Expression, trail: Trail): Origin {
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  if (Node.isArrowFunction(callee) || Node.isFunctionExpression(callee)) return originOfFunction(callee, trail)
  if (Node.isParenthesizedExpression(callee)) return originOfReturns(callee.getExpression(), trail)
  if (!Node.isIdentifier(name)) return nothing
  return together(
    declarationsOf(name)
      .flatMap(each => valuesBehind(each))
      .map(each => originOfFunction(each, trail)),
  )
}

/** `constructor(private getClient: () => OpenAI)`: what is handed in, or else what the type says. */
function originOfHeldFunction(declaration: ParameterDeclaration | PropertySignature, trail: Trail): Origin {
  if (!trail.enter(declaration)) return nothing
  const handed = Node.isParameterDeclaration(declaration) ? argumentsFor(declaration) : []
  const functions = handed.flatMap(each => (Node.isExpression(each) ? callablesOf(each) : []))
  const found = together(functions.map(each => originOfFunction(each, trail)))
  if (found.kind !== 'nothing' && found.kind !== 'unknown') return found
  const type = declaration.getTypeNode()
  return Node.isFunctionTypeNode(type) ? originOfType(classOfType(type.getReturnTypeNode())) : found
}

export function originOfFunction(declaration: Node, trail: Trail): Origin {
  // const getClient = cache(() => new OpenAI())
  if (Node.isCallExpression(declaration)) {
    const made = declaration
      .getArguments()
      .filter(each => Node.isArrowFunction(each) || Node.isFunctionExpression(each))
    return together(made.map(each => originOfFunction(each, trail)))
  }
  if (Node.isParameterDeclaration(declaration) || Node.isPropertySignature(declaration))
    return originOfHeldFunction(declaration, trail)
  if (!Node.isFunctionLikeDeclaration(declaration) && !Node.isFunctionExpression(declaration)) return nothing
  if (!trail.enter(declaration)) return nothing
  const body =
    Node.isOverloadable(declaration) && Node.isFunctionDeclaration(declaration)
      ? (declaration.getImplementation() ?? declaration)
      : declaration
  const declared = originOfType(classOfType(body.getReturnTypeNode()))
  const found = together(returnsIn(body).map(each => originOf(each, trail)))
  return found.kind === 'nothing' || found.kind === 'unknown' ? (declared.kind === 'nothing' ? found : declared) : found
}
