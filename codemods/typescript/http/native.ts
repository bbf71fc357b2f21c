// Native without the SDK: the URL, the body and whatever reads the parsed answer.
import type { Context } from '../native/context.ts'
import { LeftAlone } from '../native/draft.ts'
import { rewriteRequest } from '../native/request.ts'
import type { CallSite } from '../site.ts'
import { rewriteAnswer } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { isTyped } from './typed.ts'
import { pathOf, urlProblem } from './url.ts'

export function rewriteHttp(context: Context): undefined {
  const { site } = context
  const { http } = site
  if (http === undefined) throw new LeftAlone('raw-http', site.client.getText().slice(0, 60))
  rewriteUrl(context, http)
  if (http.request === undefined || !http.inPlace) throw new LeftAlone('request-unknown', 'the body')
  rewriteRequest(context, http.request)
  if (site.streaming !== 'no') throw new LeftAlone('result-unknown', 'a stream')
  if (isTyped(site.call)) throw new LeftAlone('result-unknown', 'a declared type')
  rewriteAnswer(context, http)
  requireRawWords(context)
}

function rewriteUrl({ site, draft, sites }: Context, http: Exchange): undefined {
  const add = (companion: CallSite) => draft.companions.add(companion)
  const problem = urlProblem(http, site, { sites: sites.values(), add })
  if (problem !== undefined) throw new LeftAlone('moves-with', problem)
  const { start, end } = pathOf(http.url)
  draft.change(http.url.getSourceFile(), start, end, 'responses')
}

/** What only the SDK gives, or what a compiler could not type on plain JSON, must not have been written. */
function requireRawWords({ draft, typed }: Context): undefined {
  for (const changes of draft.changes.values()) {
    for (const { pieces } of changes) {
      const written = pieces.filter(piece => typeof piece === 'string').join(' ')
      if (/\boutput_text\b(?!['"])/.test(written)) throw new LeftAlone('result-unknown', 'the text of a response')
      if (typed && written.includes('=>')) throw new LeftAlone('result-unknown', 'the items of a response')
    }
  }
}
