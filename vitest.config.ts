import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/temporary.ts',
    // The machines that run this have two cores and are noisy: no test measures time, so a generous limit hides nothing.
    testTimeout: 60_000,
  },
})
