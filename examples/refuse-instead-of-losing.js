// With `strict`, a conversion that would drop or change anything throws instead.
import { toResponsesRequest, UnmappableError } from 'responses-bridge'

try {
  toResponsesRequest(
    { model: 'gpt-4.1-mini', messages: [{ role: 'user', content: 'Say hello.' }], stop: ['\n'], seed: 7 },
    { strict: true },
  )
} catch (error) {
  if (!(error instanceof UnmappableError)) throw error
  console.log(`refused: ${error.losses.map(({ path }) => path).join(', ')}`)
}
