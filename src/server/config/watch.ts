// Reading the settings again when their file changes. A file that is wrong changes nothing: what was in force stays.
import { type FSWatcher, readFileSync, realpathSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from './problem.ts'
import { type ReadSettings, readSettings, type SettingsRequest } from './read.ts'
import { settingNames, settingOf } from './settings.ts'

export interface WatchOptions {
  /** Gets the new settings. What it throws is a problem like any other, and leaves the old ones in force. */
  readonly apply: (read: ReadSettings) => void
  /** Gets the sentences: what is in force now. */
  readonly notice: (sentence: string) => void
  /** Gets the sentences: what is wrong and where. */
  readonly warning: (sentence: string) => void
  /** Milliseconds of quiet that a change has to be followed by. Default: 100. */
  readonly quiet?: number | undefined
}

export interface SettingsWatch {
  /** Reads again now, whether the file has changed or not. */
  reload(): void
  close(): void
}

export function watchSettings(request: SettingsRequest, first: ReadSettings, options: WatchOptions): SettingsWatch {
  const { file } = first
  let inForce = first
  let seen = file === undefined ? '' : textOf(file)
  const reload = () => {
    if (file !== undefined) seen = textOf(file)
    inForce = reloaded(request, inForce, options)
  }
  if (file === undefined) return { reload, close() {} }
  const settled = debounced(options.quiet ?? 100, () => {
    if (textOf(file) !== seen) reload()
  })
  const watchers = watchFolders(file, settled.touch, options.warning)
  return {
    reload,
    close() {
      settled.stop()
      for (const watcher of watchers) watcher.close()
    },
  }
}

/** Nothing where it cannot be read; the reading says why. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function reloaded(request: SettingsRequest, before: ReadSettings, options: WatchOptions): ReadSettings {
  try {
    const read = readSettings(request)
    options.apply(read)
    for (const warning of read.warnings) options.warning(warning)
    options.notice(`Settings read again: ${changes(before, read)}.`)
    return read
  } catch (error) {
    const problems =
      error instanceof ConfigError ? error.problems : [error instanceof Error ? error.message : 'unknown']
    for (const problem of problems) options.warning(`Settings not changed. ${problem}`)
    return before
  }
}

/** Names only: no value of a setting is printed by this. */
function changes(before: ReadSettings, after: ReadSettings): string {
  const changed = settingNames.filter(
    name => JSON.stringify(before.values[name]) !== JSON.stringify(after.values[name]),
  )
  if (changed.length === 0) return 'nothing has changed'
  const later = changed.filter(name => settingOf(name).restart)
  return `${changed.join(', ')}${later.length > 0 ? ` (of these, ${later.join(', ')} only at the next start)` : ''}`
}

function debounced(milliseconds: number, callback: () => void) {
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  const touch = () => {
    stop()
    timer = setTimeout(callback, milliseconds)
    timer.unref()
  }
  return { touch, stop }
}

/**
 * The folders, not the file: editors and deployments put a new file in its place by renaming, and a watcher of the old
 * one hears nothing more. Of a link, also the folder it leads to.
 */
function watchFolders(file: string, touch: () => void, warning: (sentence: string) => void): FSWatcher[] {
  const folders = new Set([dirname(file), dirname(realpathSync(file))])
  return [...folders].flatMap(folder => {
    try {
      const watcher = watch(folder, { persistent: false }, touch)
      watcher.on('error', () => warning(`${folder} is not watched any more; restart to have changes of ${file} read.`))
      return [watcher]
    } catch {
      warning(`${folder} cannot be watched; restart to have changes of ${file} read.`)
      return []
    }
  })
}
