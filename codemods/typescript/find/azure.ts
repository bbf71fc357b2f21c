// What keeps a client of Azure from Responses: its api-version, or a deployment that is not the request's model.
import type { Expression, ObjectLiteralExpression } from 'ts-morph'
import { apiVersionProblem } from '../../../src/shim/azure.ts'
import { Node } from '../morph.ts'
import { evaluate, isShape } from '../request/value.ts'
import type { ChatCall } from './calls.ts'
import type { ClientFacts } from './origin.ts'
import { literalOf, optionsOf } from './provider.ts'
import type { Exclusion } from './sites.ts'

export function azureExclusion({ call }: ChatCall, client: ClientFacts): Exclusion | undefined {
  for (const construction of client.constructions) {
    const options = evaluate(optionsOf(construction))
    if (!isShape(options)) continue
    const base = options.known.get('baseURL')
    const text = typeof base === 'string' ? base : construction.getText()
    if (/\/openai\/deployments\//.test(text)) return { reason: 'azure-deployment', detail: 'baseURL' }
    const version = memberOf(optionsOf(construction), 'apiVersion')
    if (version !== undefined && versionsIn(version).some(each => apiVersionProblem(each) !== undefined))
      return { reason: 'azure-version', detail: 'apiVersion' }
    if (!options.known.has('deployment')) continue
    const [request] = call.getArguments()
    if (!sameValue(memberOf(literalOf(request), 'model'), memberOf(optionsOf(construction), 'deployment')))
      return { reason: 'azure-deployment', detail: 'deployment' }
  }
  return undefined
}

/** The version that is written, or that a setting falls back to. */
function versionsIn(expression: Expression): string[] {
  const value = evaluate(expression)
  const text = typeof value === 'string' ? value : expression.getText()
  return text.match(/\b\d{4}-\d{2}-\d{2}[\w-]*/g) ?? []
}

function memberOf(literal: ObjectLiteralExpression | undefined, name: string): Expression | undefined {
  const property = literal?.getProperty(name)
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
