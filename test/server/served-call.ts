// A finished call as observers are told of it, for the tests of log, metrics and traces.
import type { ServedCall } from '../../src/server/contract.ts'

export const servedCall: ServedCall = {
  id: 'req_1',
  method: 'POST',
  route: 'chat',
  direction: 'chat to responses',
  outcome: 'answered',
  model: 'gpt-5',
  mappedModel: 'qwen3',
  stream: true,
  status: 200,
  retries: 0,
  duration: 1240,
  firstByte: 312,
  tokens: { input: 12, output: 34, total: 46 },
  losses: { 'no-counterpart': 1, 'out-of-range': 1 },
  lossList: [
    { path: '/seed', code: 'no-counterpart', effect: 'dropped' },
    { path: '/max_tokens', code: 'out-of-range', effect: 'changed' },
  ],
}

/** The same without the keys named. */
export function without<Key extends keyof ServedCall>(...keys: Key[]): Omit<ServedCall, Key> {
  const rest: Partial<ServedCall> = { ...servedCall }
  for (const key of keys) delete rest[key]
  return rest as Omit<ServedCall, Key>
}
