// Lists whose elements a zod schema has checked: nothing but a role and a text comes through it.
import { Node } from '../../morph.ts'
import { declarationOf } from '../bindings.ts'
import { bare, memberName, memberValue } from '../syntax.ts'

/** Methods of a schema that leave the value what it is. */
const passing: ReadonlySet<string> = new Set([
  'min',
  'max',
  'nonempty',
  'optional',
  'nullish',
  'default',
  'readonly',
  'describe',
  'length',
])

/** Whether an expression, or the member a pattern takes out of one, is a list that such a schema has checked. */
export function isCheckedList(node: Node): boolean {
  const schema = Node.isBindingElement(node) ? schemaOfElement(node) : schemaOf(node)
  return schema !== undefined && isPlainListSchema(schema)
}

/** `z.infer<typeof schema>`. */
export function inferredSchema(type: Node | undefined): Node | undefined {
  if (!Node.isTypeReference(type) || !/^(z|zod)\.(infer|output|TypeOf)$/.test(type.getTypeName().getText()))
    return undefined
  const [query] = type.getTypeArguments()
  const name = Node.isTypeQuery(query) ? query.getExprName() : undefined
  return Node.isIdentifier(name) ? resolved(name) : undefined
}

function schemaOfElement(element: Node): Node | undefined {
  if (!Node.isBindingElement(element) || element.getDotDotDotToken()) return undefined
  const holder = element.getParent().getParent()
  const name = (element.getPropertyNameNode() ?? element.getNameNode()).getText()
  const whole = Node.isVariableDeclaration(holder)
    ? schemaOf(holder.getInitializer())
    : Node.isBindingElement(holder)
      ? schemaOfElement(holder)
      : undefined
  return whole && memberOf(whole, name)
}

/** The schema that a value has come through. */
function schemaOf(expression: Node | undefined): Node | undefined {
  const node = expression && bare(expression)
  if (Node.isAwaitExpression(node)) return schemaOf(node.getExpression())
  if (Node.isIdentifier(node)) {
    const declaration = declarationOf(node)
    if (Node.isBindingElement(declaration)) return schemaOfElement(declaration)
    return Node.isVariableDeclaration(declaration) ? schemaOf(declaration.getInitializer()) : undefined
  }
  if (Node.isPropertyAccessExpression(node)) {
    const owner = schemaOf(node.getExpression())
    return owner && memberOf(owner, node.getName())
  }
  if (!Node.isCallExpression(node)) return undefined
  const callee = node.getExpression()
  if (!Node.isPropertyAccessExpression(callee) || !/^(safeP|p)arse(Async)?$/.test(callee.getName())) return undefined
  return resolved(callee.getExpression())
}

/** The schema behind a name, without what does not matter here. */
function resolved(schema: Node): Node | undefined {
  const node = bare(schema)
  if (Node.isIdentifier(node)) {
    const symbol = node.getSymbol()
    const declaration = (symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol)?.getValueDeclaration()
    const initializer = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined
    return initializer && resolved(initializer)
  }
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined
  if (
    Node.isPropertyAccessExpression(callee) &&
    passing.has(callee.getName()) &&
    callee.getExpression().getText() !== 'z'
  )
    return resolved(callee.getExpression())
  return node
}

/** The first argument of `z.object(…)`, `z.array(…)`. */
function argumentOf(schema: Node | undefined, name: string): Node | undefined {
  const node = schema && resolved(schema)
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined
  const made = Node.isPropertyAccessExpression(callee) && callee.getText() === `z.${name}`
  return made && Node.isCallExpression(node) ? node.getArguments()[0] : undefined
}

/** The schema of a member; `data` is what a safe parse gives. */
function memberOf(schema: Node, name: string): Node | undefined {
  const shape = argumentOf(schema, 'object')
  if (!Node.isObjectLiteralExpression(shape)) return undefined
  const property = shape.getProperties().find(each => memberName(each) === name)
  if (property === undefined) return name === 'data' ? schema : undefined
  return memberValue(property)
}

function isPlainListSchema(schema: Node): boolean {
  const element = argumentOf(schema, 'array')
  return element !== undefined && isPlainSchema(element)
}

/** `z.object({ role: …, content: z.string() })`, which lets no other member through. */
export function isPlainSchema(schema: Node): boolean {
  const shape = argumentOf(schema, 'object')
  if (!Node.isObjectLiteralExpression(shape)) return false
  const names = shape.getProperties().map(memberName)
  const content = shape.getProperties().find(each => memberName(each) === 'content')
  const text = content && memberValue(content)
  return names.length === 2 && names.includes('role') && text !== undefined && isTextSchema(text)
}

function isTextSchema(schema: Node): boolean {
  const text = bare(schema).getText()
  return /^z\s*\.\s*string\(/.test(text) && !/\.(nullable|nullish|optional|or|transform|pipe)\(/.test(text)
}
