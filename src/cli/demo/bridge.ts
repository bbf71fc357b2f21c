// Loaded before the legacy program (`node --import`): the only thing that is different when it runs over the bridge.
import type { Loss } from '../../index.ts'
import { createFetch } from '../../shim/fetch.ts'

globalThis.fetch = createFetch({
  upstream: 'responses',
  // The demo is the parent process; it shows the losses when the program is through.
  onLoss: (loss: Loss) => process.send?.(loss),
})
