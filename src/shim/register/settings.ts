// What the environment says: which API the upstream speaks, which hosts are meant, and whether losses are told.

type Environment = Readonly<Record<string, string | undefined>>

export interface Settings {
  readonly upstream: 'responses' | 'chat'
  readonly hosts: readonly Host[]
  readonly quiet: boolean
}

interface Host {
  readonly hostname: string
  /** Absent: every port. */
  readonly port: string | undefined
}

export function settingsFrom(environment: Environment): Settings {
  const upstream = environment.RESPONSES_BRIDGE_UPSTREAM || 'responses'
  if (upstream !== 'responses' && upstream !== 'chat') {
    throw new Error("RESPONSES_BRIDGE_UPSTREAM must be 'responses' or 'chat': the API that the upstream speaks.")
  }
  const list = environment.RESPONSES_BRIDGE_HOSTS || 'api.openai.com'
  const names = list.split(',').map(name => name.trim())
  const quiet = environment.RESPONSES_BRIDGE_QUIET ?? ''
  return { upstream, hosts: names.filter(Boolean).map(hostFrom), quiet: quiet !== '' && quiet !== '0' }
}

/** `host`, `host:port`, or the address of something on it. */
function hostFrom(name: string): Host {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(name) ? name : `//${name}`
  // A scheme without a default port, so that `:80` and `:443` are not thought away.
  const url = `x:${address.slice(address.indexOf('//'))}`
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed?.hostname) {
    throw new Error('RESPONSES_BRIDGE_HOSTS must be a comma-separated list of host or host:port.')
  }
  return { hostname: parsed.hostname.toLowerCase(), port: parsed.port || undefined }
}

export function isMeant({ hosts }: Settings, { hostname, port, protocol }: URL): boolean {
  const taken = port || (protocol === 'https:' ? '443' : '80')
  return hosts.some(host => host.hostname === hostname && (host.port === undefined || host.port === taken))
}
