// The mock stands alone: it proves something about the converters only because it shares nothing with them.
import { build } from 'esbuild'
import { expect, test } from 'vitest'

async function sourcesOf(entry: string, platform: 'browser' | 'node'): Promise<string[]> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform,
    format: 'esm',
    packages: platform === 'node' ? 'external' : 'bundle',
  })
  return Object.keys(result.metafile.inputs)
}

test('createMock bundles for a browser, from its own folder and nothing else', async () => {
  const sources = await sourcesOf('src/mock/index.ts', 'browser')
  expect(sources).toContain('src/mock/index.ts')
  expect(sources.filter(source => !source.startsWith('src/mock/'))).toEqual([])
  expect(sources).not.toContain('src/mock/listen.ts')
})

test('listen needs no other file of the project', async () => {
  expect(await sourcesOf('src/mock/listen.ts', 'node')).toEqual(['src/mock/listen.ts'])
})
