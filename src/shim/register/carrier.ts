// Which calls of the program are carried, and a createFetch for each way in which they leave.
import { azureResponsesFetch } from '../azure.ts'
import { createFetch } from '../fetch.ts'
import { upstreamUrl } from '../route.ts'
import { upstreamChat } from '../upstream-chat.ts'
import { upstreamResponses } from '../upstream-responses.ts'
import { lossReport } from './loss-report.ts'
import { isMeant, type Settings } from './settings.ts'

export interface Carrier {
  /** Whether a call is a create call of the caller's API on a host that is meant. */
  carries(method: string, url: string): boolean
  /** The fetch for such calls; `send` takes them on, converted. */
  over(send: typeof fetch): typeof fetch
}

export function carrier(settings: Settings): Carrier {
  const { upstream, quiet } = settings
  const direction = upstream === 'chat' ? upstreamChat : upstreamResponses
  const onLoss = quiet ? undefined : lossReport(line => process.stderr.write(line))
  return {
    carries: (method, url) =>
      upstreamUrl(direction, url, { method }) !== undefined && URL.canParse(url) && isMeant(settings, new URL(url)),
    over: send => createFetch({ upstream, onLoss, fetch: upstream === 'chat' ? send : azureResponsesFetch(send) }),
  }
}
