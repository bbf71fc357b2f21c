// A variable, parameter or field that holds messages: everything that fills it and everything that reads it.
import { Node } from '../../morph.ts'
import { assignedTo, declarationOf } from '../bindings.ts'
import type { Context } from '../context.ts'
import { LeftAlone } from '../draft.ts'
import { namesakesOf, type SetField, setField } from '../field.ts'
import { callersOf, enclosingFunction, functionOf } from '../functions.ts'
import { rewriteContent } from '../messages/content.ts'
import { dressed } from '../syntax.ts'
import { retype } from '../types.ts'
import { followArgumentMember, takenAs } from './argument.ts'
import { followField, followResultMember } from './fields.ts'
import { followElementOf, followList } from './follow.ts'
import { signatureOf, typeOfBinding } from './patterns.ts'
import { isCheckedList } from './schema.ts'
import { readSelection } from './selection.ts'
import type { Subject } from './subject.ts'

const adding: ReadonlySet<string> = new Set(['push', 'unshift'])
/** Methods whose result is messages again. */
const passing: ReadonlySet<string> = new Set(['concat', 'slice', 'filter', 'reverse', 'toReversed'])

export function followDeclaration(context: Context, subject: Subject, name: Node): undefined {
  const field = setField(name)
  if (field) return followSetField(context, subject, field)
  const declaration = declarationOf(name)
  if (declaration === undefined) throw new LeftAlone(subject.unknown, name.getText())
  if (context.seen.has(declaration)) return
  context.seen.add(declaration)
  if (Node.isVariableDeclaration(declaration)) return followVariable(context, subject, declaration)
  if (Node.isPropertyDeclaration(declaration)) return followVariable(context, subject, declaration)
  if (Node.isParameterDeclaration(declaration)) {
    if (subject.isPlainList(declaration.getTypeNode())) return
    const given = declaration.getInitializer()
    if (given) followList(context, subject, given)
    retype(context, declaration.getTypeNode())
    followArguments(context, subject, declaration)
    return followUses(context, subject, declaration.getNameNode())
  }
  if (Node.isPropertySignature(declaration) && subject.isPlainList(declaration.getTypeNode())) return
  if (Node.isBindingElement(declaration)) {
    if (subject.isPlainList(typeOfBinding(declaration)) || isCheckedList(declaration)) return
    const signature = signatureOf(declaration)
    if (signature && !isInParameter(signature) && followField(context, subject, signature)) return
    if (followResultMember(context, subject, declaration)) return
  }
  if (followArgumentMember(context, subject, declaration, followUse)) return
  if (followField(context, subject, declaration)) return
  throw new LeftAlone(subject.unknown, name.getText())
}

function followSetField(context: Context, subject: Subject, { key, uses }: SetField): undefined {
  if (context.seen.has(key)) return
  context.seen.add(key)
  context.draft.shared.add(key)
  for (const use of uses) followUse(context, subject, use)
  // Where nothing is declared, `bot.messages` may be the same field.
  if (subject.unknown === 'messages-unknown') for (const name of namesakesOf(key, uses)) context.reads.add(name)
}

function followVariable(context: Context, subject: Subject, declaration: Node): undefined {
  if (!Node.isVariableDeclaration(declaration) && !Node.isPropertyDeclaration(declaration)) return
  const type = declaration.getTypeNode()
  if (subject.isPlainList(type)) return
  const name = declaration.getNameNode()
  if (!Node.isIdentifier(name)) throw new LeftAlone(subject.unknown, 'a destructured list')
  retype(context, type)
  context.draft.shared.add(declaration)
  const initializer = declaration.getInitializer()
  if (initializer) followList(context, subject, initializer)
  followUses(context, subject, name)
}

/** What callers hand over. */
function followArguments(context: Context, subject: Subject, parameter: Node): undefined {
  const made = enclosingFunction(parameter.getFirstChildOrThrow())
  const callers = made && callersOf(made)
  if (!Node.isParameterDeclaration(parameter) || callers === undefined || callers.length === 0) {
    throw new LeftAlone(subject.unknown, 'a parameter')
  }
  context.draft.shared.add(parameter)
  const index = parametersOf(made).indexOf(parameter)
  for (const call of callers) {
    const given = Node.isCallExpression(call) ? call.getArguments()[index] : undefined
    if (given) followList(context, subject, given)
  }
}

export function parametersOf(made: Node | undefined): Node[] {
  return Node.isParametered(made) ? made.getParameters() : []
}

function followUses(context: Context, subject: Subject, name: Node): undefined {
  if (!Node.isIdentifier(name)) throw new LeftAlone(subject.unknown, 'a destructured list')
  for (const use of name.findReferencesAsNodes()) {
    const parent = use.getParent()
    if (use === name || Node.isImportSpecifier(parent) || Node.isExportSpecifier(parent)) continue
    followUse(context, subject, Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? parent : use)
  }
}

export function followUse(context: Context, subject: Subject, use: Node): undefined {
  const outer = dressed(use)
  const parent = outer.getParent()
  if (context.seen.has(outer)) return
  context.seen.add(outer)
  const assigned = assignedTo(use)
  if (assigned) return followList(context, subject, assigned.value)
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent))
    return followMember(context, subject, parent)
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === outer) {
    const call = parent.getParent()
    const method = parent.getName()
    if (Node.isCallExpression(call) && call.getExpression() === parent) {
      if (adding.has(method)) return followAdded(context, subject, call.getArguments())
      if (method === 'splice') return followAdded(context, subject, call.getArguments().slice(2))
      if (passing.has(method)) {
        readSelection(context, subject, { list: use, method, call })
        return followOut(context, subject, call)
      }
    }
    subject.read(context, use)
    return
  }
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === outer)
    return followElement(context, subject, parent)
  followOut(context, subject, use)
}

function followAdded(context: Context, subject: Subject, given: readonly Node[]): undefined {
  for (const each of given) {
    if (Node.isSpreadElement(each)) followList(context, subject, each.getExpression())
    else followElementOf(context, subject, each)
  }
}

/** `messages[0] = …`, `messages[0].content = …`. */
function followElement(context: Context, subject: Subject, access: Node): undefined {
  const assigned = assignedTo(access)
  if (assigned) return followElementOf(context, subject, assigned.value)
  const parent = access.getParent()
  const set = Node.isPropertyAccessExpression(parent) && parent.getName() === 'content' ? assignedTo(parent) : undefined
  if (set && subject.unknown === 'messages-unknown') rewriteContent(context, 'user', set.value)
  else subject.read(context, access)
}

/** Where messages go from here. */
export function followOut(context: Context, subject: Subject, list: Node): undefined {
  const outer = dressed(list)
  const parent = outer.getParent()
  if (Node.isSpreadElement(parent)) {
    const array = parent.getParent()
    return Node.isArrayLiteralExpression(array) ? followOut(context, subject, array) : undefined
  }
  if (Node.isVariableDeclaration(parent)) return followDeclaration(context, subject, parent.getNameNode())
  if (Node.isPropertyAssignment(parent)) return followMember(context, subject, parent)
  if (parent && isAlternative(parent, outer)) return followOut(context, subject, parent)
  if (Node.isBinaryExpression(parent) && parent.getRight() === outer && subject.accepts(context, parent)) return
  const parameter = Node.isCallExpression(parent) ? parameterFor(parent, outer) : undefined
  if (parameter) return followDeclaration(context, subject, parameter)
  subject.read(context, outer)
}

/** The members of a type that is written at the parameter are those of its arguments. */
const isInParameter = (signature: Node): boolean => Node.isParameterDeclaration(signature.getParent()?.getParent())

/** `list ?? []`, `short ? list : list.slice(1)`. */
function isAlternative(parent: Node, list: Node): boolean {
  if (Node.isConditionalExpression(parent)) return parent.getCondition() !== list
  return Node.isBinaryExpression(parent) && /^(\?\?|\|\|)$/.test(parent.getOperatorToken().getText())
}

/** `messages: list`, where it belongs. */
function followMember(context: Context, subject: Subject, property: Node): undefined {
  // The member of an argument that was followed from the function that takes it.
  if (context.seen.has(property)) return
  const taken = takenAs(property)
  if (taken) {
    if (context.seen.has(taken)) return
    context.seen.add(taken)
    if (followArgumentMember(context, subject, taken, followUse)) return
  }
  if (!subject.accepts(context, property)) subject.read(context, property)
}

/** The name of the parameter that takes an argument, when the function is one of this project. */
function parameterFor(call: Node, argument: Node): Node | undefined {
  if (!Node.isCallExpression(call)) return undefined
  const callee = call.getExpression()
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee
  const declaration = Node.isIdentifier(name) ? declarationOf(name) : undefined
  const parameter = parametersOf(declaration && functionOf(declaration))[call.getArguments().indexOf(argument)]
  return Node.isParameterDeclaration(parameter) ? parameter.getNameNode() : undefined
}
