// The long versions of the tests that try at random: more runs, from fresh seeds, and what takes too long for every change.
import { defineConfig } from 'vitest/config'

const { FAST_CHECK_RUNS, FAST_CHECK_SEED, VARIATION_ROUNDS, VARIATION_SEED, CHAOS_RUNS } = process.env
const { LEAK_CALLS, ABORT_CALLS, KILLS, TENANT_ATTEMPTS } = process.env
const { SERVE_STREAMS, SERVE_LEAVING, SERVE_SLOW } = process.env
const fresh = () => String(Math.floor(Math.random() * 2 ** 31))

export default defineConfig({
  test: {
    include: [
      'test/long/**/*.test.ts',
      'test/{properties,variations,malformed,chaos,planted-faults}/*.test.ts',
      'test/wire/bytes*.test.ts',
      'test/state/{kill,tenants}.test.ts',
      'test/server/streams.test.ts',
    ],
    globalSetup: 'test/temporary.ts',
    env: {
      FAST_CHECK_RUNS: FAST_CHECK_RUNS ?? '10000',
      FAST_CHECK_SEED: FAST_CHECK_SEED ?? fresh(),
      VARIATION_ROUNDS: VARIATION_ROUNDS ?? '50',
      VARIATION_SEED: VARIATION_SEED ?? fresh(),
      CHAOS_RUNS: CHAOS_RUNS ?? '5000',
      LEAK_CALLS: LEAK_CALLS ?? '10000',
      ABORT_CALLS: ABORT_CALLS ?? '1000',
      KILLS: KILLS ?? '50',
      TENANT_ATTEMPTS: TENANT_ATTEMPTS ?? '10000',
      SERVE_STREAMS: SERVE_STREAMS ?? '1000',
      SERVE_LEAVING: SERVE_LEAVING ?? '1000',
      SERVE_SLOW: SERVE_SLOW ?? '200',
    },
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
})
