// Clients of Azure that say the deployment themselves: for Responses it is the request's `model`.
import { Node } from '../morph.ts'
import type { Context } from './context.ts'
import { LeftAlone } from './draft.ts'
import { bare, memberValue } from './syntax.ts'

/** @throws {LeftAlone} where the model is not written out, or the deployment means something only where the client is made. */
export function rewriteDeployment({ site, draft, typed }: Context, request: Node): undefined {
  const { deployment } = site
  if (deployment === undefined) return
  const literal = bare(request)
  const property = Node.isObjectLiteralExpression(literal) ? literal.getProperty('model') : undefined
  const value = property && memberValue(property)
  // A setting may be missing, which the client's types allow and the request's do not.
  const mayMiss = typed && /\.env\.\w+$/.test(deployment.name ?? '')
  if (deployment.name === undefined || mayMiss || property === undefined || value === undefined)
    throw new LeftAlone('azure-deployment', deployment.option)
  const name = typed ? deployment.name : deployment.name.replace(/!$/, '')
  if (Node.isShorthandPropertyAssignment(property)) draft.replace(property, `model: ${name}`)
  else draft.replace(value, name)
}
