// Writes the generated documents: docs/parameters.md from the atlas, the settings of `serve` from their table.
import { mkdirSync, writeFileSync } from 'node:fs'
import { referencePage } from '../dist/src/cli/reference/markdown.js'
import { settingsPage } from '../dist/src/server/config/page.js'
import { jsonSchema } from '../dist/src/server/config/schema.js'

const documents = {
  'parameters.md': referencePage(),
  'serve-settings.md': settingsPage(),
  'serve.schema.json': `${JSON.stringify(jsonSchema(), null, 2)}\n`,
}

mkdirSync(new URL('../docs', import.meta.url), { recursive: true })
for (const [name, text] of Object.entries(documents)) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text)
