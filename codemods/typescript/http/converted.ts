// Both converters around a request whose answer comes parsed: what is sent passes through the one, what arrives through
// the other, and nothing downstream changes.
import type { CallExpression } from 'ts-morph'
import type { Edit } from '../../engine/edit.ts'
import type { KnownRequest } from '../bridged/request.ts'
import { isTaken } from '../imports.ts'
import { Node } from '../morph.ts'
import { dressed } from '../native/syntax.ts'
import type { CallSite, Plan } from '../site.ts'
import { type Exchange, optionNames, type Sender } from './exchange.ts'
import { isModule, planOf, type Refusal, refused } from './plan.ts'
import { isDeclared } from './typed.ts'
import { pathOf, urlProblem } from './url.ts'

/** Options with which the answer is read in a way of the caller's own, or may be an error. */
const ownReading: Readonly<Record<Sender, RegExp>> = {
  fetch: /./,
  axios: /^(responseType|transformResponse|validateStatus|adapter)$/,
  got: /^(responseType|resolveBodyOnly|isStream|hooks|parseJson|throwHttpErrors)$/,
  parsed: /^(responseType|onResponse|parseResponse|ignoreResponseError)$/,
}

const converters = ['toChatCompletion', 'toResponsesRequest']

export function converted(site: CallSite, http: Exchange, judged: () => KnownRequest | Refusal): Plan | Refusal {
  if (http.request === undefined) return refused('request-unknown', 'no body')
  if (site.streaming === 'yes') return refused('raw-http', 'a stream')
  const special = optionNames(http).find(name => ownReading[http.sender].test(name))
  if (special !== undefined) return refused('raw-http', special)
  if (http.options?.getProperties().some(Node.isSpreadAssignment)) return refused('raw-http', 'options from elsewhere')
  const answering = answeringCall(site, http)
  if (answering === undefined) return refused('raw-http', 'an answer that is not parsed there')
  const declared = http.sender === 'axios' && isDeclared(site.call)
  if (declared || answering.getTypeArguments().length > 1) return refused('raw-http', 'a declared type')
  const request = judged()
  if ('reason' in request) return request
  if (site.streaming !== 'no') return refused('stream-unknown')
  if (!isModule(site)) return refused('raw-http', 'a script that imports nothing')
  const problem = urlProblem(http, site, { sites: [], add: () => {} })
  if (problem !== undefined) return refused('moves-with', problem)
  const taken = converters.find(name => isTaken(site.sourceFile, name, 'responses-bridge'))
  if (taken !== undefined) return refused('name-taken', taken)
  const path = { ...pathOf(http.url), text: 'responses' }
  const edits = [...requestEdits(site, http.request), ...answerEdits(http.sender, answering)]
  const imports = converters.map(name => ({ module: 'responses-bridge', name }))
  const urlFile = http.url.getSourceFile()
  if (urlFile === site.sourceFile) return planOf(site, [path, ...edits], imports, request.notes)
  const plan = planOf(site, edits, imports, request.notes)
  return { ...plan, edits: new Map([...plan.edits, [urlFile, [path]]]) }
}

/** The call that gives the parsed answer: of got and ky it is `.json()`. */
function answeringCall(site: CallSite, { sender }: Exchange): CallExpression | undefined {
  if (sender !== 'got') return site.call
  const parsing = dressed(site.call).getParent()
  const call =
    Node.isPropertyAccessExpression(parsing) && parsing.getName() === 'json' ? parsing.getParent() : undefined
  return Node.isCallExpression(call) ? call : undefined
}

const isTypeScript = (node: Node): boolean => /\.[cm]?tsx?$/.test(node.getSourceFile().getFilePath())

/** What is sent has any type there, and goes on having it. */
function requestEdits(site: CallSite, request: Node): Edit[] {
  const anything = isTypeScript(site.call) ? ' as any' : ''
  return [
    { start: request.getStart(), end: request.getStart(), text: 'toResponsesRequest(' },
    { start: request.getEnd(), end: request.getEnd(), text: `${anything})` },
  ]
}

/** `.then(response => ({ …, data: toChatCompletion(response.data) }))`, `.then(answer => toChatCompletion(answer))` */
function answerEdits(sender: Sender, answering: CallExpression): Edit[] {
  const [type] = answering.getTypeArguments()
  const typed = isTypeScript(answering)
  const given = type === undefined ? (typed ? ' as any' : '') : ` as ${type.getText()}`
  const at = answering.getEnd()
  const text =
    sender === 'axios'
      ? `.then(response => ({ ...response, data: toChatCompletion(response.data)${given} }))`
      : typed
        ? `.then((answer: any) => toChatCompletion(answer)${given})`
        : '.then(answer => toChatCompletion(answer))'
  const dropped = type && { start: answering.getExpression().getEnd(), end: type.getEnd() + 1, text: '' }
  return [...(dropped ? [dropped] : []), { start: at, end: at, text }]
}
