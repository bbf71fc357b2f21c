// The members a request has been given so far: two of chat's may come to the same one of Responses only where a condition
// decides between them.
import { Node } from '../morph.ts'
import { LeftAlone } from './draft.ts'

export class Written {
  readonly #entries: { readonly target: string; readonly name: string; readonly node: Node }[] = []

  has(target: string): boolean {
    return this.#entries.some(entry => entry.target === target)
  }

  /** @throws {LeftAlone} */
  add(target: string, name: string, node: Node): void {
    const other = this.#entries.find(
      entry => entry.target === target && entry.name !== name && !areExclusive(entry.node, node),
    )
    if (other) throw new LeftAlone('request-unknown', `${other.name} and ${name}`)
    this.#entries.push({ target, name, node })
  }
}

/** Whether they stand in different branches of one condition. */
function areExclusive(one: Node, other: Node): boolean {
  const around = new Set(one.getAncestors())
  const common = other.getAncestors().find(each => around.has(each))
  const isIn = (branch: Node | undefined, node: Node) =>
    branch !== undefined && (branch === node || node.getAncestors().includes(branch))
  if (Node.isConditionalExpression(common))
    return !isIn(common.getCondition(), one) && !isIn(common.getCondition(), other)
  return Node.isIfStatement(common) && [one, other].some(node => isIn(common.getElseStatement(), node))
}
