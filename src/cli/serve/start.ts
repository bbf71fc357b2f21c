// Starts what `serve` was asked for: the server, its log, metrics and traces, and the settings that may change.

import { decodeBody } from '../../server/coding-node.ts'
import { type ReadSettings, type SettingsRequest, serverSettings, watchSettings } from '../../server/config.ts'
import { type BodyLimits, createServer, type Server, type ServerSettings, SettingsError } from '../../server/index.ts'
import { createLog } from '../../server/log.ts'
import { createMetrics } from '../../server/metrics.ts'
import { givesItsKeyAway, namesOf } from '../../server/node/binding.ts'
import { digest } from '../../server/node/digest.ts'
import { type Listening, listen } from '../../server/node/listen.ts'
import { nativeHandle } from '../../server/node/native-handle.ts'
import { type NodeSend, nodeSend } from '../../server/node/send.ts'
import { createTracing } from '../../server/tracing.ts'
import { CommandFailure } from '../failure.ts'
import { notes, out } from '../terminal.ts'
import { greeting } from './greeting.ts'
import { prepareOnce } from './prepare.ts'
import { openState, tend } from './state.ts'
import { lookAtUpstream } from './upstream.ts'

export interface Running {
  close(): Promise<void>
}

export async function startServer(request: SettingsRequest, first: ReadSettings): Promise<Running> {
  const { host, port, shutdownTimeout, logFormat, logLevel, metrics: wantsMetrics, tracing } = first.values
  const format = logFormat === 'auto' ? (process.stderr.isTTY === true ? 'line' : 'json') : logFormat
  const log = createLog({ format, level: logLevel, secrets: first.secrets, colour: notes.paint.isColorSupported })
  const metrics = wantsMetrics ? createMetrics() : undefined
  const traces = tracing ? await createTracing({ upstream: first.values.upstream }) : undefined
  const observers = [log.observer, metrics?.observer, traces].filter(each => each !== undefined)
  const store = await openState(first)
  const state = store && { ...store, forgotten: metrics?.forgotten }
  const wired: Wired = { observers, decode: decodeBody, digest, notice: log.notice, metrics: metrics?.page, state }

  let sender = senderOf(first)
  let current = serverOf(first, wired, host, sender)
  const { bodyLimit: bytes, depthLimit: depth } = first.values
  const listening = await listeningAt(() => current, host, port, { bytes, depth })
  const seen = await lookAtUpstream(first, sender)
  const welcome = greeting(listening.url, first.values, state?.store.name, seen.model)
  // Among records for a machine, one record; what is for people goes where no records are.
  if (format === 'json') log.notice(welcome.about.join(' '))
  const channel = format === 'json' ? out : notes
  channel.line([...welcome.about, '', ...welcome.tries].join('\n'))
  for (const warning of first.warnings) log.warning(warning)
  if (seen.warning !== undefined) log.warning(seen.warning)
  const preparing = prepareOnce(() => current, log.warning, seen.warning !== undefined)
  const watching = watchSettings(request, first, {
    apply(read) {
      log.hide(read.secrets)
      const next = senderOf(read)
      current = serverOf(read, wired, host, next)
      sender.close()
      sender = next
      preparing.again()
    },
    notice: log.notice,
    warning: log.warning,
  })
  process.on('SIGHUP', watching.reload)
  const tending = state && tend(() => current, log.warning)
  return {
    async close() {
      watching.close()
      preparing.end()
      current.drain()
      await listening.close(shutdownTimeout)
      await tending?.()
      sender.close()
      await state?.store.close()
    },
  }
}

/** What Bun has under the name of undici dispatches nothing. */
const bunSend: NodeSend = { send: (url, init) => fetch(url, init), close() {} }

const senderOf = ({ values }: ReadSettings): NodeSend =>
  'bun' in process.versions
    ? bunSend
    : nodeSend({ connect: values.connectTimeout, headers: values.headersTimeout, idle: values.idleTimeout })

type Wired = Pick<ServerSettings, 'observers' | 'decode' | 'digest' | 'notice' | 'metrics' | 'state'>

function serverOf({ values }: ReadSettings, wired: Wired, host: string, sender: NodeSend): Server {
  const { upstreamKey, frontKeys } = values
  if (givesItsKeyAway(host, upstreamKey, frontKeys)) {
    throw new CommandFailure(
      `Whoever reaches ${host} could spend the upstream key. Set a front key (--front-key env:NAME), or listen on 127.0.0.1.`,
    )
  }
  const settings = { ...serverSettings(values), ...wired, allowedHosts: namesOf(host, values.allowedHosts) }
  try {
    return createServer(settings, sender)
  } catch (error) {
    if (error instanceof SettingsError) throw new CommandFailure(error.message)
    throw error
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; choose another with --port, or any free one with --port 0',
  EACCES: 'listening there is not permitted; choose a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address; choose another with --host',
  ENOTFOUND: 'no address has that name; choose another with --host',
}

async function listeningAt(current: () => Server, host: string, port: number, limits: BodyLimits): Promise<Listening> {
  try {
    const { responsesSockets } = await import('../../server/node/websocket.ts')
    return await listen(nativeHandle(current), { host, port }, responsesSockets(current, limits))
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new CommandFailure(`Cannot listen on ${host}:${port}: ${reasons[code] ?? message}.`)
  }
}
