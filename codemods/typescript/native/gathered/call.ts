// A call as a loop gathers it from pieces, and as it is written when it comes whole.
import type { ObjectLiteralExpression } from 'ts-morph'
import { Node } from '../../morph.ts'
import { LeftAlone } from '../draft.ts'
import { quoted } from '../print.ts'
import { bare, isNullish, literalText, memberName, memberValue } from '../syntax.ts'
import { type Path, pathOf } from './names.ts'
import type { Gathering, Update } from './pieces.ts'

/** The members of a gathered call, by name: what each is in the end, or the members inside it. */
export interface Whole {
  readonly [name: string]: { readonly piece: Path } | { readonly text: string } | { readonly members: Whole }
}

const unknown = (detail: string) => new LeftAlone('result-unknown', detail)

/** @throws {LeftAlone} What the loop makes of the pieces is not the call. */
export function wholeCall(gathering: Gathering): Whole {
  if (gathering.entry === undefined) throw unknown('pieces of calls that begin with nothing')
  const used = new Set<Update>()
  const whole = membersOf(gathering, gathering.entry, '', used)
  if (used.size < gathering.updates.length) throw unknown('a member of a call that comes later')
  return whole
}

function membersOf(gathering: Gathering, literal: ObjectLiteralExpression, prefix: Path, used: Set<Update>): Whole {
  const members = literal.getProperties().map(property => {
    const name = memberName(property)
    const value = memberValue(property)
    if (name === undefined || value === undefined) throw unknown('a member of a call')
    const inner = bare(value)
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (Node.isObjectLiteralExpression(inner)) return [name, { members: membersOf(gathering, inner, path, used) }]
    const updates = gathering.updates.filter(update => update.path === path)
    for (const update of updates) used.add(update)
    const empty = literalText(value) === '' || (isNullish(value) && updates.every(({ added }) => !added))
    const piece = finalPiece(pathOf(gathering.names, value), empty, updates)
    if (piece !== undefined) return [name, { piece }]
    if (updates.length > 0 || !isConstant(inner)) throw unknown('a member of a call')
    return [name, { text: value.getText() }]
  })
  return Object.fromEntries(members)
}

const isConstant = (node: Node): boolean =>
  Node.isStringLiteral(node) || Node.isNumericLiteral(node) || isNullish(node) || /^(true|false)$/.test(node.getText())

/** What a member is once all pieces have come: `initial` is read from the first one, `empty` says that it begins empty. */
function finalPiece(initial: Path | undefined, empty: boolean, updates: readonly Update[]): Path | undefined {
  const [update, another] = updates
  if (update === undefined) return initial === 'function.arguments' ? undefined : initial
  const { piece, added, when, harmless } = update
  if (another !== undefined || piece === 'index') return undefined
  // Only the arguments come with every piece: what else is set from each of them ends as nothing.
  if (piece !== 'function.arguments' && !harmless) return undefined
  const startsWithIt = initial === piece && when === 'later'
  if (piece === 'function.arguments') return added && (startsWithIt || (empty && when === 'always')) ? piece : undefined
  // The rest comes once, with the first piece.
  if (startsWithIt || (initial === piece && !added)) return piece
  return initial === undefined && empty && when !== 'later' ? piece : undefined
}

/** Whether it is the call as chat has it: what an item of the output stands for. */
export function isPlainCall(whole: Whole): boolean {
  const { id, type, function: called, ...others } = whole
  const names = called && 'members' in called ? called.members : {}
  const { name, arguments: given, ...more } = names
  const is = (member: Whole[string] | undefined, path: Path) => member && 'piece' in member && member.piece === path
  const typed = type === undefined || is(type, 'type') || ('text' in type && /^.function.( as const)?$/.test(type.text))
  const alone = Object.keys(others).length + Object.keys(more).length === 0
  return Boolean(alone && typed && is(id, 'id') && is(name, 'function.name') && is(given, 'function.arguments'))
}

/** `id: chunk.item.call_id`, …: the members in the caller's own shape. */
export function printMembers(whole: Whole, item: string, count: string, quote: string): string[] {
  const written: Readonly<Record<Path, string>> = {
    id: `${item}.call_id`,
    'function.name': `${item}.name`,
    'function.arguments': `${item}.arguments`,
    type: quoted('function', quote),
    index: count,
  }
  return Object.entries(whole).map(([name, member]) => {
    if ('members' in member) return `${name}: { ${printMembers(member.members, item, count, quote).join(', ')} }`
    const value = 'text' in member ? member.text : written[member.piece]
    if (value === undefined) throw unknown('a member of a call')
    return `${name}: ${value}`
  })
}
