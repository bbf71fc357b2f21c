// A list that is a member of the object a function takes: `ask({ messages, model })`.
import type { TypeNode } from 'ts-morph'
import { Node } from '../../morph.ts'
import { declarationOf, usesInFile } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { callersOf, enclosingFunction, functionOf } from '../functions.ts'
import { bare, member, memberName, memberValue } from '../syntax.ts'
import { retype } from '../types.ts'
import { parametersOf } from './declaration.ts'
import { followList } from './follow.ts'
import type { Subject } from './subject.ts'

interface Place {
  readonly parameter: Node
  readonly name: string
  readonly type: TypeNode | undefined
  readonly uses: readonly Node[]
}

type Visit = (context: Context, subject: Subject, use: Node) => undefined

/** Follows such a list to the callers and through the function; `false` when the declaration is something else. */
export function followArgumentMember(context: Context, subject: Subject, declaration: Node, visit: Visit): boolean {
  const place = placeOf(declaration)
  if (place === undefined) return false
  const made = enclosingFunction(place.parameter.getFirstChildOrThrow())
  const callers = made && callersOf(made)
  if (callers === undefined || callers.length === 0) throw new LeftAlone(subject.unknown, 'a parameter')
  context.draft.shared.add(place.parameter)
  retype(context, place.type)
  const index = parametersOf(made).indexOf(place.parameter)
  for (const call of callers) {
    const given = Node.isCallExpression(call) ? call.getArguments()[index] : undefined
    const literal = given && bare(given)
    if (!Node.isObjectLiteralExpression(literal) || literal.getProperties().some(Node.isSpreadAssignment)) {
      throw new LeftAlone(subject.unknown, 'a parameter')
    }
    const property = member(literal, place.name)
    const value = property && memberValue(property)
    if (property === undefined || value === undefined) continue
    context.seen.add(property)
    followList(context, subject, value)
  }
  for (const use of place.uses) visit(context, subject, use)
  return true
}

/** Where a function of this project declares the member of its argument that this property is. */
export function takenAs(property: Node): Node | undefined {
  const literal = property.getParent()
  const call = literal?.getParent()
  const name = memberName(property)
  if (!Node.isCallExpression(call) || literal === undefined || name === undefined) return undefined
  const callee = call.getExpression()
  const declaration = declarationOf(Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee)
  const made = declaration && functionOf(declaration)
  const parameter = parametersOf(made)[call.getArguments().findIndex(each => each.getPos() === literal.getPos())]
  if (!Node.isParameterDeclaration(parameter)) return undefined
  const local = parameter.getNameNode()
  if (Node.isObjectBindingPattern(local)) {
    return local.getElements().find(each => (each.getPropertyNameNode()?.getText() ?? each.getName()) === name)
  }
  const type = parameter.getTypeNode()
  return Node.isTypeLiteral(type) ? type.getProperty(name) : undefined
}

/** `{ messages }: { messages: T }`, and `options: { messages: T }` for `options.messages`. */
function placeOf(declaration: Node): Place | undefined {
  if (Node.isBindingElement(declaration)) return placeOfBinding(declaration)
  if (!Node.isPropertySignature(declaration)) return undefined
  const parameter = declaration.getParent().getParent()
  if (!Node.isParameterDeclaration(parameter) || !Node.isTypeLiteral(declaration.getParent())) return undefined
  const references = declaration.findReferencesAsNodes().filter(use => use !== declaration.getNameNode())
  const uses: Node[] = []
  for (const use of references) {
    const parent = use.getParent()
    if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) continue
    if (!Node.isPropertyAccessExpression(parent)) return undefined
    uses.push(parent)
  }
  return { parameter, name: declaration.getName(), type: declaration.getTypeNode(), uses }
}

function placeOfBinding(element: Node): Place | undefined {
  if (!Node.isBindingElement(element) || element.getInitializer() || element.getDotDotDotToken()) return undefined
  const parameter = element.getParent().getParent()
  const local = element.getNameNode()
  if (!Node.isParameterDeclaration(parameter) || !Node.isIdentifier(local)) return undefined
  const name = element.getPropertyNameNode()?.getText() ?? element.getName()
  const type = parameter.getTypeNode()
  if (type !== undefined && !Node.isTypeLiteral(type)) return undefined
  return { parameter, name, type: type?.getProperty(name)?.getTypeNode(), uses: usesInFile(local) }
}
