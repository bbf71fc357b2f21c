// Azure's routes: for Chat Completions the deployment is in the path, for Responses it is the body's `model`.
import { isObject } from '../atlas/read.ts'
import { errorText } from './answer.ts'

/** The first api-version that has the Responses API. */
const firstWithResponses = '2025-03-01-preview'

/** What is wrong with an api-version, as a sentence; undefined where nothing is known to be. */
export function apiVersionProblem(apiVersion: string): string | undefined {
  // `preview`, `latest` and `v1` are no dates, and newer than all of them.
  const date = /^\d{4}-\d{2}-\d{2}/.exec(apiVersion)?.[0]
  if (date === undefined || date >= firstWithResponses.slice(0, date.length)) return undefined
  return `Azure's api-version ${apiVersion} has no Responses API. Use ${firstWithResponses} or a later one.`
}

/** Sends what createFetch made for `/deployments/<d>/responses` to `/responses`, with `<d>` as its model. */
export function azureResponsesFetch(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const route = typeof input === 'string' && /\/deployments\/([^?#]+)(\/responses)(?=$|[?#])/.exec(input)
    if (!route) return send(input, init)
    const apiVersion = new URLSearchParams(queryOf(input)).get('api-version')
    const problem = apiVersion === null ? undefined : apiVersionProblem(apiVersion)
    if (problem !== undefined) return badRequest(problem)
    const [deploymentRoute, deployment = '', responsesRoute = ''] = route
    const model = decodeURIComponent(deployment)
    return send(input.replace(deploymentRoute, responsesRoute), withModel(init, model))
  }
}

/** Sends what createFetch made for `/chat/completions` to the deployment's own route, as the SDK does. */
export function azureChatFetch(send: typeof fetch, deployment: string | undefined): typeof fetch {
  return async (input, init) => {
    const route = typeof input === 'string' && /\/chat\/completions(?=$|[?#])/.exec(input)
    if (!route || input.slice(0, route.index).includes('/deployments/')) return send(input, init)
    const name = deployment || bodyOf(init)?.model
    if (typeof name !== 'string') return send(input, init)
    const rest = input.slice(route.index)
    return send(`${input.slice(0, route.index)}/deployments/${encodeURIComponent(name)}${rest}`, init)
  }
}

function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start === -1 ? '' : url.slice(start).replace(/#.*/s, '')
}

function bodyOf(init: RequestInit | undefined) {
  if (typeof init?.body !== 'string') return undefined
  const body: unknown = JSON.parse(init.body)
  return isObject(body) ? body : undefined
}

function withModel(init: RequestInit | undefined, model: string): RequestInit | undefined {
  const body = bodyOf(init)
  if (body === undefined || body.model === model) return init
  return { ...init, body: JSON.stringify({ ...body, model }) }
}

function badRequest(message: string): Response {
  const error = { message, type: 'invalid_request_error', param: 'api-version', code: 'unsupported_api_version' }
  return new Response(errorText(error), { status: 400, headers: { 'content-type': 'application/json' } })
}
