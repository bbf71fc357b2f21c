// Which API a request is for, and what is said to one that is for neither.
import { errorBody, problem } from './problem.ts'

export type Api = 'chat' | 'responses'

export interface Route {
  api: Api | 'models'
}

const suffixes: [string, Route['api'], string][] = [
  ['/chat/completions', 'chat', 'POST'],
  ['/responses', 'responses', 'POST'],
  ['/models', 'models', 'GET'],
]

/** Any prefix goes: `/v1`, `/openai/v1`, `/openai/deployments/x`. Only the end of the path counts. */
export function routeOf(request: Request, spoken: Api | 'both'): Route {
  const { pathname } = new URL(request.url)
  const path = pathname.replace(/\/+$/, '')
  const [, api, method] = suffixes.find(([suffix]) => path.endsWith(suffix)) ?? []
  const silent = api !== undefined && api !== 'models' && spoken !== 'both' && spoken !== api
  if (api === undefined || silent) {
    const message = `Unknown request URL: ${request.method} ${pathname}. Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.`
    throw problem(404, message, { code: 'unknown_url' })
  }
  if (request.method !== method) {
    const message = `Not allowed to ${request.method} on ${pathname} (HINT: Perhaps you meant to make a different HTTP request?)`
    throw problem(405, message, { code: 'method_not_allowed' })
  }
  return { api }
}

export function judgeKey(request: Request, apiKey: string | undefined): void {
  if (apiKey === undefined) return
  const given =
    /^Bearer\s+(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? request.headers.get('api-key')
  if (given === apiKey) return
  const message = given
    ? `Incorrect API key provided: ${given.slice(0, 3)}***. You can find your API key at https://platform.openai.com/account/api-keys.`
    : `You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).`
  throw problem(401, message, { code: given ? 'invalid_api_key' : null })
}

export function judgeModel(api: Api, model: unknown, models: readonly string[] | undefined): void {
  if (models === undefined || model === undefined || models.includes(String(model))) return
  if (api === 'responses') {
    throw problem(400, `The requested model '${model}' does not exist.`, { param: 'model', code: 'model_not_found' })
  }
  throw problem(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
    code: 'model_not_found',
  })
}

/** The body as an object, or the API's complaint about what else it is. */
export function parseBody(request: Request, source: string): Record<string, unknown> {
  const contentType = request.headers.get('content-type')
  if (contentType !== null && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType)) {
    const message = `Unsupported content type: '${contentType}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${contentType}'. Please try again with a supported Content-Type header.`
    throw problem(400, message, { code: 'unsupported_content_type' })
  }
  const body = parsed(source)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  const message =
    'Invalid body: failed to parse JSON value. Please check the value to ensure it is valid JSON. (Common errors include trailing commas, missing closing brackets, missing quotation marks, etc.)'
  throw problem(400, message, { code: 'invalid_json' })
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

/** Nothing but a defect of the mock itself leads here; the caller still gets an API's answer. */
export function defect(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  return errorBody(`The mock failed: ${message}`, { type: 'server_error' })
}
