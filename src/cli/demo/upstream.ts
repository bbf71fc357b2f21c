// The Responses-only upstream of the demo: a mock on this machine, and a record of what really went over the wire.
import { createMock } from '../../mock/index.ts'
import { type Listening, listen } from '../../mock/listen.ts'

export interface Exchange {
  readonly path: string
  readonly status: number
  /** What the upstream received, and what it answered: JSON, or the text of a stream. */
  readonly request: string
  readonly answer: string
}

export interface Upstream extends Listening {
  /** Everything since the last call. */
  taken(): Exchange[]
}

export async function startUpstream(): Promise<Upstream> {
  const mock = createMock({ api: 'responses', keep: 0 })
  let exchanges: Exchange[] = []
  const server = await listen({
    async fetch(request) {
      const copy = request.clone()
      const response = await mock.fetch(request)
      const answer = await response.text()
      const { pathname: path } = new URL(copy.url)
      exchanges.push({ path, status: response.status, request: await copy.text(), answer })
      return new Response(answer, response)
    },
  })
  const taken = () => {
    const before = exchanges
    exchanges = []
    return before
  }
  return { ...server, taken }
}
