// What CommonJS callers get, in dist/require: for each entry a file that hands on the ES module, which Node's `require`
// loads, and the declarations once more. TypeScript takes those in a package of ES modules for something `require` cannot
// load (TS1479), and the types they name of other packages must be those that `require` finds.
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const isDeclaration = path => (statSync(path).isDirectory() ? !path.endsWith('/src/cli') : path.endsWith('.d.ts'))

for (const part of ['src', 'codemods']) {
  cpSync(`${root}dist/${part}`, `${root}dist/require/${part}`, { recursive: true, filter: isDeclaration })
}
writeFileSync(`${root}dist/require/package.json`, '{ "type": "commonjs" }\n')

const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
for (const entry of Object.values(exports)) {
  const place = entry.require?.default
  if (place === undefined) continue
  const module = relative(dirname(place), entry.default)
  writeFileSync(root + place, `'use strict'\nmodule.exports = require('${module}')\n`)
}
