// Runs the laws over recorded traffic, prints what came of it, and writes docs/proof.md. `npm run proof` runs it.
import { register } from 'tsx/esm/api'

// The laws are part of the tests, and those are written in TypeScript.
register()
const { prove } = await import('../test/proof/page.ts')
process.exitCode = await prove(process.env.BRIDGE_RECORDINGS)
