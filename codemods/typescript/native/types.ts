// Names of the SDK's chat types, and what they are called on the Responses side.
import type { TypeNode } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import { aliasNamed } from './aliases.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { queriesFollowed, queriesMethod, retypeQuery } from './queries.ts'

/** A message of any role; what it becomes depends on whether there are calls among the messages. */
const messageTypes: ReadonlySet<string> = new Set([
  'ChatCompletionMessageParam',
  'CreateChatCompletionRequestMessage',
  'ChatCompletionRequestMessage',
])

const renamed: ReadonlyMap<string, string> = new Map([
  ['ChatCompletion', 'Response'],
  ['ChatCompletionChunk', 'ResponseStreamEvent'],
  ['ChatCompletionSystemMessageParam', 'EasyInputMessage'],
  ['ChatCompletionDeveloperMessageParam', 'EasyInputMessage'],
  ['ChatCompletionUserMessageParam', 'EasyInputMessage'],
  ['ChatCompletionAssistantMessageParam', 'EasyInputMessage'],
  ['ChatCompletionToolMessageParam', 'ResponseInputItem.FunctionCallOutput'],
  ['ChatCompletionContentPart', 'ResponseInputContent'],
  ['ChatCompletionContentPartText', 'ResponseInputText'],
  ['ChatCompletionContentPartImage', 'ResponseInputImage'],
  ['ChatCompletionTool', 'FunctionTool'],
  ['ChatCompletionFunctionTool', 'FunctionTool'],
  ['ChatCompletionMessageToolCall', 'ResponseFunctionToolCall'],
  ['ChatCompletionMessageFunctionToolCall', 'ResponseFunctionToolCall'],
  ['CompletionUsage', 'ResponseUsage'],
  ['ChatCompletionCreateParams', 'ResponseCreateParams'],
  ['ChatCompletionCreateParamsNonStreaming', 'ResponseCreateParamsNonStreaming'],
  ['ChatCompletionCreateParamsStreaming', 'ResponseCreateParamsStreaming'],
])

/** Parts of a completion that are the whole response over there; only what holds a part of a result has such a type. */
const partTypes: ReadonlySet<string> = new Set(['ChatCompletionMessage', 'Choice'])

/** The last name of a reference to a type of the SDK, or `undefined` for any other type. */
export function sdkName(node: Node): string | undefined {
  const name = Node.isTypeReference(node) ? node.getTypeName() : undefined
  if (name === undefined) return undefined
  const last = Node.isQualifiedName(name) ? name.getRight().getText() : name.getText()
  if (!messageTypes.has(last) && !renamed.has(last) && !partTypes.has(last)) return undefined
  if (last === 'Choice' && !/\bChatCompletion\.Choice$/.test(name.getText())) return undefined
  const [first] = [name, ...name.getDescendants()].filter(Node.isIdentifier)
  return first !== undefined && importedFromSdk(first) ? last : undefined
}

/** Whether a name is declared by an import from the openai package. */
export function importedFromSdk(identifier: Node): boolean {
  const declaration = identifier.getSymbol()?.getDeclarations()[0]
  const statement = declaration?.getFirstAncestorByKind(SyntaxKind.ImportDeclaration)
  return statement !== undefined && /^openai(\/|$)/.test(statement.getModuleSpecifierValue())
}

/** Gives every SDK type in an annotation the name it has on the other side. */
export function retype(context: Context, annotation: TypeNode | undefined, part = false): void {
  if (annotation === undefined || context.draft.annotations.has(annotation)) return
  context.draft.annotations.add(annotation)
  for (const node of [annotation, ...annotation.getDescendants()]) {
    const name = sdkName(node)
    const own = name === undefined && namesSdkType(context, node)
    const alias = own ? aliasNamed(node) : undefined
    if (name !== undefined && partTypes.has(name) && !part) throw new LeftAlone('result-unknown', `the type ${name}`)
    if (name !== undefined) context.draft.retyped.add(node)
    else if (Node.isTypeQuery(node)) retypeQuery(context, node)
    else if (alias !== undefined) {
      context.draft.aliases.add(alias)
      context.draft.shared.add(alias)
      retype(context, alias.getTypeNode(), part)
    } else if (own) throw new LeftAlone('result-unknown', 'a type of its own that is made of the SDK’s')
  }
}

const opaque = /^(Promise<)?\(?(any|unknown|object)\b[^,]*$/

/** The declared type of what holds a part of a result: one of the SDK's, or one that says nothing. */
export function retypePart(context: Context, annotation: TypeNode | undefined): void {
  if (annotation === undefined) return
  retype(context, annotation, true)
  const inside = [annotation, ...annotation.getDescendants()]
  const known = inside.some(node => sdkName(node) !== undefined || Node.isTypeQuery(node) || isRetyped(context, node))
  if (!known && !opaque.test(annotation.getText())) {
    throw new LeftAlone('result-unknown', 'a declared type')
  }
}

/** A name of the caller's own that stands for the new type already. */
function isRetyped({ draft }: Context, node: Node): boolean {
  const alias = aliasNamed(node)
  return alias !== undefined && draft.aliases.has(alias)
}

/** A type alias or interface of this project that stands for a chat type, or has one inside. */
function namesSdkType(context: Context, node: Node): boolean {
  if (!Node.isTypeReference(node)) return false
  const symbol = node.getTypeName().getSymbol()
  const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol
  return (target?.getDeclarations() ?? []).some(
    declaration =>
      (Node.isTypeAliasDeclaration(declaration) || Node.isInterfaceDeclaration(declaration)) &&
      declaration
        .getDescendants()
        .some(each => sdkName(each) !== undefined || queriesMethod(each) || queriesFollowed(context, each)),
  )
}

/** The new name; `items` says that there are calls or their outputs among the messages. */
export function newName(node: Node, items: boolean): string {
  const name = sdkName(node) ?? ''
  if (messageTypes.has(name)) return items ? 'ResponseInputItem' : 'EasyInputMessage'
  return partTypes.has(name) ? 'Response' : (renamed.get(name) ?? name)
}

/** How a file calls the SDK's namespace: `OpenAI.Responses.…`. */
export function namespaceIn(file: Node): string | undefined {
  for (const statement of file.getSourceFile().getImportDeclarations()) {
    if (statement.getModuleSpecifierValue() !== 'openai') continue
    const byDefault = statement.getDefaultImport()?.getText()
    const named = statement.getNamedImports().find(each => each.getName() === 'OpenAI')
    const name = byDefault ?? named?.getAliasNode()?.getText() ?? named?.getName()
    if (name !== undefined) return name
  }
  return undefined
}
