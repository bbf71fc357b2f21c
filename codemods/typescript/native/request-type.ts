// The declared type of what holds a request: one of the SDK's, one that names nothing that changes, or one of the caller's
// own whose messages are all that does.
import type { InterfaceDeclaration, PropertySignature, Type, TypeNode } from 'ts-morph'
import { chatParameters } from '../../../src/atlas/parameters.ts'
import { Node, SyntaxKind } from '../morph.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { declarationOfType, isPlainList } from './lists/plain.ts'
import { same } from './spread.ts'
import { indentAt } from './syntax.ts'
import { retype } from './types.ts'

/** @throws {LeftAlone} where a type of the caller's own says which members there are. */
export function retypeRequest(context: Context, type: TypeNode | undefined, named: (member: string) => void): void {
  if (type === undefined || renameOwn(context, type, named)) return
  retype(context, type)
  // `Omit<ChatCompletionCreateParams, 'messages'>`
  const literals = type.getDescendantsOfKind(SyntaxKind.StringLiteral).map(literal => literal.getLiteralValue())
  if (literals.some(changes) || membersOf(type.getType()).some(changes)) {
    throw new LeftAlone('request-unknown', 'a request of a type of its own')
  }
}

/** `interface Ask { model: string; messages: Message[] }`: its messages become `input`, where everybody who uses it moves. */
function renameOwn(context: Context, type: TypeNode, named: (member: string) => void): boolean {
  const declared = declarationOfType(type)
  if (!Node.isInterfaceDeclaration(declared) || declared.getExtends().length > 0) return false
  if (declared.getTypeParameters().length > 0) return false
  const [messages, ...others] = declared.getProperties().filter(member => changes(member.getName()))
  if (messages?.getName() !== 'messages' || others.length > 0 || !isPlainList(messages.getTypeNode())) return false
  context.draft.annotations.add(type)
  context.draft.shared.add(declared)
  named('messages')
  if (context.draft.aliases.has(declared)) return true
  context.draft.aliases.add(declared)
  context.draft.replace(messages.getNameNode(), 'input')
  if (!context.options.store) declareStore(context, declared, messages)
  return true
}

/** `store: false` is written where such an object is made. */
function declareStore(context: Context, declared: InterfaceDeclaration, after: PropertySignature): void {
  if (declared.getProperty('store')) return
  const file = after.getSourceFile()
  const text = file.getFullText()
  const end = /[;,]$/.exec(after.getText())?.[0] ?? ''
  const ownLine = text.slice(declared.getStart(), after.getStart()).includes('\n')
  const [lead, tail] = ownLine ? [`\n${indentAt(text, after.getStart())}`, end] : [end ? ' ' : '; ', end]
  context.draft.insert(file, after.getEnd(), `${lead}store?: boolean${tail}`)
}

const changes = (name: string): boolean => name in chatParameters && !same.has(name)

/** The members that a type has from this project; those of the SDK's types get new names with them. */
function membersOf(type: Type): string[] {
  if (type.isUnion()) return type.getUnionTypes().flatMap(membersOf)
  if (!type.isObject() && !type.isIntersection()) return []
  return type
    .getProperties()
    .filter(member => member.getDeclarations().some(isOwn))
    .map(member => member.getName())
}

const isOwn = (declaration: Node): boolean =>
  Node.isPropertySignature(declaration) && !declaration.getSourceFile().getFilePath().includes('/node_modules/')
