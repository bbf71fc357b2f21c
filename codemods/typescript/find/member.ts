// What a property holds: of `this`, of an object literal, of a module, of a map of clients.
import type { ElementAccessExpression, Expression, PropertyAccessExpression, SourceFile } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { classOf, classOfType, lineageOf } from './classes.ts'
import { originOf, originOfDeclarations, type Trail } from './client.ts'
import { originOfDeclaration } from './declaration.ts'
import { declarationsOf, followAlias, isRelative, packageNameOf } from './modules.ts'
import { nothing, type Origin, together, unknown } from './origin.ts'

export function originOfMember(member: PropertyAccessExpression | ElementAccessExpression, trail: Trail): Origin {
  const owner = member.getExpression()
  if (Node.isElementAccessExpression(member)) {
    const key = member.getArgumentExpression()
    if (Node.isStringLiteral(key)) return originOfProperty(owner, key.getLiteralValue(), trail)
    return originOfAnyElement(owner, trail)
  }
  const declarations = (member.getNameNode().getSymbol()?.getDeclarations() ?? []).filter(each => each !== member)
  const found = originOfDeclarations(declarations, trail)
  if (found.kind !== 'nothing' && found.kind !== 'unknown') return found
  const byOwner = originOfProperty(owner, member.getName(), trail)
  if (byOwner.kind !== 'nothing' && byOwner.kind !== 'unknown') return byOwner
  return together([found, byOwner, ...assignmentsOf(member).map(each => originOf(each, trail))])
}

/** `ctx.openai = new OpenAI()` elsewhere in the file, and `app.locals.openai = …`. */
function assignmentsOf(member: PropertyAccessExpression): Expression[] {
  const text = plainText(member)
  const here = assignedIn(member.getSourceFile(), left => left !== member && plainText(left) === text)
  return here.length > 0 ? here : assignedElsewhere(member, text)
}

const plainText = (node: Node): string => node.getText().replace(/[?!]/g, '')

function assignedIn(file: SourceFile, isTarget: (left: Expression) => boolean): Expression[] {
  return file
    .getDescendantsOfKind(SyntaxKind.BinaryExpression)
    .filter(node => /^(=|\?\?=|\|\|=)$/.test(node.getOperatorToken().getText()) && isTarget(node.getLeft()))
    .map(node => node.getRight())
}

/** A middleware's `event.context.openai = client`: a context goes from file to file under one name. */
function assignedElsewhere(member: PropertyAccessExpression, text: string): Expression[] {
  const end = /\w+\.\w*openai\w*$/i.exec(text)?.[0]
  if (end === undefined || end.startsWith('this.')) return []
  const pattern = new RegExp(`\\b${end.replace('.', '\\.')}\\s*(\\?\\?|\\|\\|)?=(?!=)`)
  return member
    .getProject()
    .getSourceFiles()
    .filter(file => pattern.test(file.getFullText()))
    .flatMap(file => assignedIn(file, left => plainText(left) === end || plainText(left).endsWith(`.${end}`)))
}

/** A property by its name, of whatever an expression stands for. */
export function originOfProperty(owner: Node | undefined, name: string, trail: Trail, depth = 0): Origin {
  if (owner === undefined || depth > 12) return nothing
  if (
    Node.isParenthesizedExpression(owner) ||
    Node.isAsExpression(owner) ||
    Node.isNonNullExpression(owner) ||
    Node.isAwaitExpression(owner)
  ) {
    return originOfProperty(owner.getExpression(), name, trail, depth + 1)
  }
  if (Node.isObjectLiteralExpression(owner)) {
    const property = owner.getProperty(name) ?? owner.getProperty(`'${name}'`)
    return property === undefined ? unknown : originOfDeclaration(property, trail)
  }
  if (Node.isThisExpression(owner)) return originOfThis(owner, name, trail)
  if (Node.isNewExpression(owner)) {
    const of = classOf(owner.getExpression())
    return of?.kind === 'local' ? originOfClassMember(of.declaration, name, trail) : nothing
  }
  if (Node.isIdentifier(owner)) {
    return together(declarationsOf(owner).map(each => propertyOfDeclaration(each, name, trail, depth + 1)))
  }
  if (Node.isCallExpression(owner)) return propertyOfCall(owner.getExpression(), name, trail, depth + 1)
  return unknown
}

function propertyOfDeclaration(declaration: Node, name: string, trail: Trail, depth: number): Origin {
  const followed = followAlias(declaration)
  if (followed.length > 0) {
    return together(
      followed.map(each =>
        Node.isSourceFile(each)
          ? originOfExport(each, name, trail)
          : propertyOfDeclaration(each, name, trail, depth + 1),
      ),
    )
  }
  const module = packageNameOf(declaration)
  if (module !== undefined) return isRelative(module.module) ? unknown : { kind: 'foreign', module: module.module }
  if (
    Node.isVariableDeclaration(declaration) ||
    Node.isParameterDeclaration(declaration) ||
    Node.isPropertyDeclaration(declaration)
  ) {
    const byValue = originOfProperty(declaration.getInitializer(), name, trail, depth + 1)
    if (byValue.kind !== 'nothing' && byValue.kind !== 'unknown') return byValue
    const of = classOfType(declaration.getTypeNode())
    if (of?.kind === 'local') return originOfClassMember(of.declaration, name, trail)
    const property = declaration.getType().getProperty(name)
    return property === undefined ? byValue : originOfDeclarations(property.getDeclarations(), trail)
  }
  return unknown
}

function originOfExport(file: Node, name: string, trail: Trail): Origin {
  if (!Node.isSourceFile(file)) return unknown
  return originOfDeclarations(file.getExportedDeclarations().get(name) ?? [], trail)
}

function propertyOfCall(callee: Expression, name: string, trail: Trail, depth: number): Origin {
  if (!Node.isIdentifier(callee)) return unknown
  const declarations = declarationsOf(callee).flatMap(each => {
    const followed = followAlias(each)
    return followed.length > 0 ? followed : [each]
  })
  const returns = declarations.flatMap(each => {
    const value = Node.isVariableDeclaration(each) ? each.getInitializer() : each
    if (Node.isArrowFunction(value) && !Node.isBlock(value.getBody())) return [value.getBody()]
    return value?.getDescendantsOfKind(SyntaxKind.ReturnStatement).map(statement => statement.getExpression()) ?? []
  })
  return together(returns.map(each => originOfProperty(each, name, trail, depth + 1)))
}

/** A member of the class around, or of the object around; JavaScript sets them without declaring them. */
function originOfThis(owner: Node, name: string, trail: Trail): Origin {
  const around = owner.getFirstAncestor(each => Node.isClassDeclaration(each) || Node.isClassExpression(each))
  if (Node.isClassDeclaration(around) || Node.isClassExpression(around)) return originOfClassMember(around, name, trail)
  const literal = owner.getFirstAncestorByKind(SyntaxKind.ObjectLiteralExpression)
  return literal ? originOfProperty(literal, name, trail) : unknown
}

function originOfClassMember(
  declaration: ReturnType<typeof lineageOf>['classes'][number],
  name: string,
  trail: Trail,
): Origin {
  for (const each of lineageOf(declaration).classes) {
    const property = each.getInstanceMember(name) ?? each.getStaticMember(name)
    if (property !== undefined) return originOfDeclaration(property, trail)
    const assigned = each
      .getDescendantsOfKind(SyntaxKind.BinaryExpression)
      .filter(node => node.getLeft().getText() === `this.${name}`)
    if (assigned.length > 0) return together(assigned.map(node => originOf(node.getRight(), trail)))
  }
  return unknown
}

/** `clients[name]`, `clients.get(name)`: whatever is in it. */
function originOfAnyElement(owner: Expression, trail: Trail): Origin {
  if (!Node.isIdentifier(owner)) return unknown
  const values = declarationsOf(owner).flatMap((each): Node[] => {
    const value = Node.isVariableDeclaration(each) ? each.getInitializer() : undefined
    if (Node.isArrayLiteralExpression(value)) return value.getElements()
    return Node.isObjectLiteralExpression(value) ? value.getProperties() : []
  })
  return together(
    values.map(each => (Node.isExpression(each) ? originOf(each, trail) : originOfDeclaration(each, trail))),
  )
}
