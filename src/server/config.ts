// The settings of `serve`: from flags, environment and a file; printed without their secrets; read again on change.

export { printedSettings, settingLines } from './config/print.ts'
export { ConfigError } from './config/problem.ts'
export { type Flags, type ReadSettings, readSettings, type SettingsRequest } from './config/read.ts'
export { serverSettings } from './config/server-settings.ts'
export { type SettingsWatch, watchSettings } from './config/watch.ts'
