// Where a value goes on in this project: the calls of the function that returns it, the parameter that takes it, what
// reads the member it is put into, and what is given the elements of the list it is put into.
import { Node } from '../../morph.ts'
import { declarationOf, usesInFile } from '../bindings.ts'
import { callersOf, enclosingFunction, functionOf } from '../functions.ts'
import { dressed } from '../syntax.ts'

export function readersElsewhere(value: Node): readonly Node[] {
  const parent = value.getParent()
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) {
    return readsOfMember(parent.getNameNode())
  }
  if (Node.isBinaryExpression(parent) && parent.getRight() === value) {
    const target = parent.getLeft()
    return Node.isPropertyAccessExpression(target) ? readsOfMember(target.getNameNode()) : []
  }
  const given = Node.isArrowFunction(parent) && parent.getBody() === value
  if (given || Node.isReturnStatement(parent)) return answersOf(given ? parent : enclosingFunction(value))
  if (!Node.isCallExpression(parent)) return []
  const called = declarationOf(parent.getExpression())
  const made = called && functionOf(called)
  const parameter = Node.isParametered(made) ? made.getParameters()[parent.getArguments().indexOf(value)] : undefined
  return parameter ? [parameter] : []
}

/** `answer.text`, `const { text } = answer`, wherever the type of the object says that it is this member. */
function readsOfMember(name: Node): readonly Node[] {
  if (!Node.isIdentifier(name)) return []
  return name.findReferencesAsNodes().flatMap((use): readonly Node[] => {
    const parent = use.getParent()
    if (Node.isBindingElement(parent)) return usesInFile(parent.getNameNode())
    return Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? [parent] : []
  })
}

/** What its callers get, where all of them are in sight; of a callback of `map`, whatever reads the list. */
function answersOf(made: Node | undefined): readonly Node[] {
  const mapping = made?.getParent()
  const callee = Node.isCallExpression(mapping) ? mapping.getExpression() : undefined
  if (mapping && Node.isPropertyAccessExpression(callee) && callee.getName() === 'map') return elementsOf(mapping)
  return callsOf(made)
}

const callsOf = (made: Node | undefined): Node[] =>
  (made ? (callersOf(made) ?? []) : []).map(call => {
    const outer = dressed(call).getParent()
    return Node.isAwaitExpression(outer) ? outer : call
  })

const visiting = /^(map|forEach|filter|find|some|every|flatMap|findIndex)$/
const choosing = /^(find|at|pop|shift)$/
const keeping = /^(filter|slice|sort|reverse|concat|toSorted|flat)$/

/** Places that get an element of a list. */
function elementsOf(list: Node, seen: Set<Node> = new Set()): readonly Node[] {
  if (seen.has(list)) return []
  seen.add(list)
  const outer = dressed(list)
  const parent = outer.getParent()
  const further = (node: Node): readonly Node[] => elementsOf(node, seen)
  if (Node.isAwaitExpression(parent)) return further(parent)
  if (Node.isCallExpression(parent))
    return /^Promise\.all$/.test(parent.getExpression().getText()) ? further(parent) : []
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === outer) return [parent]
  if (Node.isForOfStatement(parent)) {
    const names = parent.getInitializer()
    const [name] = Node.isVariableDeclarationList(names) ? names.getDeclarations() : []
    return name ? usesInFile(name.getNameNode()) : []
  }
  if (Node.isVariableDeclaration(parent)) {
    const name = parent.getNameNode()
    if (Node.isIdentifier(name)) return usesInFile(name).flatMap(further)
    return name.getDescendants().filter(Node.isIdentifier).flatMap(usesInFile)
  }
  const returns = Node.isReturnStatement(parent) || Node.isArrowFunction(parent)
  if (returns) return callsOf(Node.isArrowFunction(parent) ? parent : enclosingFunction(parent)).flatMap(further)
  const call = Node.isPropertyAccessExpression(parent) ? parent.getParent() : undefined
  if (!Node.isPropertyAccessExpression(parent) || !Node.isCallExpression(call)) return []
  const name = parent.getName()
  const [callback] = call.getArguments()
  const visitor = callback && functionOf(callback)
  const parameters = Node.isParametered(visitor) ? visitor.getParameters() : []
  const [element] = name === 'reduce' ? parameters.slice(1) : visiting.test(name) ? parameters : []
  return [
    ...(element ? [element] : []),
    ...(choosing.test(name) ? [call] : []),
    ...(keeping.test(name) ? further(call) : []),
  ]
}
