// Writes docs/parameters.md from the built atlas.
import { mkdirSync, writeFileSync } from 'node:fs'
import { referencePage } from '../dist/src/cli/reference/markdown.js'

mkdirSync(new URL('../docs', import.meta.url), { recursive: true })
writeFileSync(new URL('../docs/parameters.md', import.meta.url), referencePage())
