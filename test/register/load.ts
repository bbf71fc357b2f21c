// Loads responses-bridge/register into this process, as it is under the environment it is given.
import { vi } from 'vitest'

export async function register(environment: Record<string, string>): Promise<() => void> {
  vi.resetModules()
  for (const [name, value] of Object.entries({ RESPONSES_BRIDGE_QUIET: '1', ...environment })) vi.stubEnv(name, value)
  try {
    const { restore } = await import('../../src/shim/register.ts')
    return restore
  } finally {
    vi.unstubAllEnvs()
  }
}
