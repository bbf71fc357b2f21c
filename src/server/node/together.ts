// What has come in one turn of the event loop is gone on with together, at its end. Between all the other work of a call,
// the processor has forgotten the code of each step before the next call comes to it; one call after the other through
// the same step, it has not. Under load that is worth a tenth of the whole; a single caller does not wait for it.
let steps: (() => void)[] = []

/** Does it once the sockets have been read that can be. A step must not throw. */
export function together(step: () => void): void {
  if (steps.push(step) === 1) setImmediate(go)
}

function go(): void {
  const now = steps
  steps = []
  for (const step of now) step()
}
