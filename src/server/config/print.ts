// `--print-config`: every setting, its value and where it comes from. Secrets are said to be there, and nothing more.
import type { ReadSettings } from './read.ts'
import { type SettingName, settingNames, settingOf } from './settings.ts'

export interface PrintedSetting {
  readonly name: SettingName
  /** `null` where nothing is set. */
  readonly value: unknown
  readonly from: string
}

const mask = '***'

export function printedSettings({ values, origins }: ReadSettings): PrintedSetting[] {
  return settingNames.map(name => {
    const value: unknown = values[name] ?? null
    return { name, value: settingOf(name).kind.secret ? masked(value) : value, from: origins[name] }
  })
}

const masked = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(() => mask)
  return value === null ? null : mask
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
