// docs/serve-settings.md: every setting in one table, made of the settings themselves.
import { shown } from './print.ts'
import { flagOf, type SettingName, settingNames, settingOf, variableOf } from './settings.ts'

const before = `<!-- Generated from src/server/config/settings.ts; \`UPDATE=1 npx vitest run test/server/config-schema.test.ts\` writes it anew. -->

# Settings of \`serve\`

Each setting has three names. A flag wins over an environment variable, a variable over the file, the file over the
default. \`responses-bridge serve --print-config\` prints what is in force and where each value comes from; \`--json\` makes
it data.

The file is JSON, named with \`--config\` or \`RESPONSES_BRIDGE_CONFIG\`. Editors complete and check it with
[serve.schema.json](serve.schema.json):

\`\`\`json
{
  "$schema": "./node_modules/responses-bridge/docs/serve.schema.json",
  "upstream": "https://api.openai.com/v1",
  "upstreamApi": "responses",
  "upstreamKey": "env:OPENAI_API_KEY",
  "frontKeys": ["env:BRIDGE_KEY"],
  "aliases": { "gpt-*": "gpt-4.1-mini" }
}
\`\`\`

It is read again when it changes, and on SIGHUP. A file that is wrong changes nothing, and the log says what is wrong and
where. Settings marked with * are read at the start only.

Keys stand in variables, never in the file or on the command line: in \`${variableOf('upstreamKey')}\` and the like, or in
any variable that the file or the flag names, as \`env:NAME\`. An empty key is refused. Times are milliseconds, or have a unit (\`500ms\`,
\`30s\`, \`5m\`, \`1h\`), and so have sizes (\`512KiB\`, \`32MiB\`). Lists are separated by commas in variables; flags may be repeated.

| in the file | flag | variable | default | |
|---|---|---|---|---|
`

const row = (name: SettingName): string => {
  const { describe, default: fallback, restart } = settingOf(name)
  const value = fallback === undefined ? '' : shown(name, fallback)
  const cells = [
    `\`${name}\`${restart ? ' *' : ''}`,
    `\`--${flagOf(name)}\``,
    `\`${variableOf(name)}\``,
    value === '' || value === '-' ? '' : `\`${value}\``,
    `${describe}.`.replaceAll('|', '\\|').replaceAll('<', '&lt;'),
  ]
  return `| ${cells.join(' | ')} |\n`
}

export const settingsPage = (): string => before + settingNames.map(row).join('')
