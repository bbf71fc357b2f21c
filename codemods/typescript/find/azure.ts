// What a client of Azure has to do with Responses: its api-version, and a deployment that is not the request's model.
import type { Expression, NewExpression, ObjectLiteralExpression, StringLiteral } from 'ts-morph'
import { apiVersionProblem } from '../../../src/shim/azure.ts'
import { Node } from '../morph.ts'
import { evaluate, isShape } from '../request/value.ts'
import type { Deployment } from '../site.ts'
import type { ChatCall } from './calls.ts'
import type { ClientFacts } from './origin.ts'
import { literalOf, optionsOf } from './provider.ts'
import type { Exclusion } from './sites.ts'

/** An api-version from before there was Responses, in its own option or in the query. */
export function azureExclusion({ constructions }: ClientFacts, raises: boolean): Exclusion | undefined {
  const stays = constructions.some(each =>
    versionsOf(each).some(version => isOld(textOf(version)) && !(raises && literalsIn(version).length > 0)),
  )
  return stays ? { reason: 'azure-version', detail: 'apiVersion' } : undefined
}

/** The last api-version with a date, which has Responses. */
const lastVersion = '2025-04-01-preview'

/** The versions that are written where a client is made and have no Responses, with one that has. */
export function raisedVersions(construction: NewExpression): { literal: StringLiteral; version: string }[] {
  return versionsOf(construction)
    .flatMap(literalsIn)
    .map(literal => ({ literal, version: lastVersion }))
}

function versionsOf(construction: NewExpression): Expression[] {
  const options = optionsOf(construction)
  const query = literalOf(memberOf(options, 'defaultQuery'))
  return [memberOf(options, 'apiVersion'), memberOf(query, 'api-version')].filter(each => each !== undefined)
}

/** The version that is written, or that a setting falls back to. */
function textOf(expression: Expression): string {
  const value = evaluate(expression)
  return typeof value === 'string' ? value : expression.getText()
}

const isOld = (text: string): boolean =>
  (text.match(/\b\d{4}-\d{2}-\d{2}[\w-]*/g) ?? []).some(each => apiVersionProblem(each) !== undefined)

const literalsIn = (expression: Expression): StringLiteral[] =>
  [expression, ...expression.getDescendants()].filter(Node.isStringLiteral).filter(each => isOld(each.getLiteralText()))

/** The deployment in the URL, whatever the request's model is; `undefined` where they are the same. */
export function deploymentOf({ call }: ChatCall, { constructions }: ClientFacts): Deployment | undefined {
  const found = constructions.map(each => deploymentIn(each, call.getArguments()[0]))
  const some = found.find(each => each !== undefined)
  return found.every(each => each?.name === some?.name) ? some : some && { ...some, name: undefined }
}

function deploymentIn(construction: NewExpression, request: Node | undefined): Deployment | undefined {
  const options = evaluate(optionsOf(construction))
  if (!isShape(options)) return undefined
  const base = options.known.get('baseURL')
  const text = typeof base === 'string' ? base : construction.getText()
  if (/\/openai\/deployments\//.test(text)) return { option: 'baseURL', name: undefined }
  if (!options.known.has('deployment')) return undefined
  const deployment = memberOf(optionsOf(construction), 'deployment')
  if (sameValue(memberOf(literalOf(request), 'model'), deployment)) return undefined
  const isSetting = /^process\.env\.\w+(!|\s*(\?\?|\|\|)\s*(['"])[^'"]+\3)?$/.test(deployment?.getText() ?? '')
  const isWritten = isSetting || Node.isStringLiteral(deployment)
  return { option: 'deployment', name: isWritten ? deployment?.getText() : undefined }
}

function memberOf(literal: ObjectLiteralExpression | undefined, name: string): Expression | undefined {
  const property = literal?.getProperty(name) ?? literal?.getProperty(`'${name}'`) ?? literal?.getProperty(`"${name}"`)
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode()
  return Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
}

/** The same literal, or the same setting of the environment. */
function sameValue(a: Expression | undefined, b: Expression | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const [first, second] = [evaluate(a), evaluate(b)]
  if (typeof first === 'string') return first === second
  const text = a.getText().replace(/!$/, '')
  return /^(process|import\.meta)\.env\b/.test(text) && text === b.getText().replace(/!$/, '')
}
