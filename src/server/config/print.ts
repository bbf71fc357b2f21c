// `--print-config`: every setting, its value and where it comes from. Secrets are said to be there, and nothing more.
import type { ReadSettings } from './read.ts'
import { type SettingName, settingNames, settingOf } from './settings.ts'

export interface PrintedSetting {
  readonly name: SettingName
  /** `null` where nothing is set. */
  readonly value: unknown
  readonly from: string
}

export function printedSettings({ values, origins }: ReadSettings): PrintedSetting[] {
  return settingNames.map(name => ({ name, value: masked(name, values[name]), from: origins[name] }))
}

/** Whatever the setting's kind calls a secret; the rest of an address may be seen. */
function masked(name: SettingName, value: unknown): unknown {
  if (value === undefined) return null
  const secrets = settingOf(name).kind.secretsIn?.(value) ?? []
  const hide = (text: unknown) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), String(text))
  if (secrets.length === 0) return value
  return Array.isArray(value) ? value.map(hide) : hide(value)
}

/** As columns, for a person. */
export function settingLines(read: ReadSettings): { name: string; value: string; from: string }[] {
  const rows = printedSettings(read).map(({ name, value, from }) => ({
    name,
    value: shown(name, value),
    from,
  }))
  const wide = (key: 'name' | 'value') => Math.min(48, Math.max(...rows.map(row => row[key].length)))
  return rows.map(({ name, value, from }) => ({
    name: name.padEnd(wide('name')),
    value: value.padEnd(wide('value')),
    from,
  }))
}

/** A value as the file or a flag would say it. */
export function shown(name: SettingName, value: unknown): string {
  const { kind } = settingOf(name)
  return kind.shown && typeof value === 'number' ? kind.shown(value) : inWords(value)
}

function inWords(value: unknown): string {
  if (value === null) return '-'
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.join(', ')
  if (typeof value !== 'object') return String(value)
  const pairs = Object.entries(value).map(([from, to]) => `${from}=${to}`)
  return pairs.length === 0 ? '-' : pairs.join(', ')
}
