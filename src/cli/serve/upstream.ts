// A look at the upstream before anybody calls: whether it is there, takes the key, and has one model only.
import { isObject } from '../../atlas/read.ts'
import { type ReadSettings, serverSettings } from '../../server/config.ts'
import { UnreachableError } from '../../server/failure.ts'
import type { NodeSend } from '../../server/node/send.ts'
import { plainName } from '../../server/scrub.ts'
import { byteSource, readText } from '../../shim/source.ts'

export interface Seen {
  /** What somebody should do before calls can succeed. */
  readonly warning?: string
  /** The upstream's only model. */
  readonly model?: string
}

/** Milliseconds a start waits for it; a slow upstream is no fault. */
const patience = 2000

export async function lookAtUpstream({ values }: ReadSettings, sender: NodeSend): Promise<Seen> {
  const { upstream, upstreamKey } = serverSettings(values)
  const headers = { ...(upstreamKey !== undefined && { authorization: `Bearer ${upstreamKey}` }) }
  const signal = AbortSignal.timeout(patience)
  try {
    const answer = await sender.send(`${upstream.replace(/\/+$/, '')}/models`, { headers, signal })
    const text = await readText(byteSource(answer.body))
    if (upstreamKey !== undefined && (answer.status === 401 || answer.status === 403)) {
      return { warning: `The upstream refuses the key of this server with ${answer.status}. Give it another one.` }
    }
    return answer.ok ? { ...onlyModel(text) } : {}
  } catch (error) {
    if (signal.aborted) return {}
    const { reason } = new UnreachableError(error)
    const because = reason === undefined ? '' : ` (${reason})`
    return {
      warning: `The upstream cannot be reached${because}. Start it, or name another one with --upstream; until then, calls are answered 502.`,
    }
  }
}

/** Its name stands in lines that are pasted into a shell: whatever could be more than a name is none. */
function onlyModel(text: string): Pick<Seen, 'model'> {
  try {
    const list: unknown = JSON.parse(text)
    const models = isObject(list) && Array.isArray(list.data) ? list.data : []
    const [model] = models
    const id = models.length === 1 && isObject(model) && typeof model.id === 'string' ? model.id : ''
    return id !== '' && plainName(id) === id ? { model: id } : {}
  } catch {
    return {}
  }
}
