// Which converter gives a caller what it had: a completion, chunks to iterate, or the SDK's own stream of them.
import { isOpenAIModule } from '../find/classes.ts'
import type { CallSite, Obstacle } from '../site.ts'
import { isTestedForStream } from './result.ts'

export interface Converter {
  readonly name: 'toChatCompletion' | 'toChatChunks' | 'toChatStream' | 'toChatAnswer'
  /** The module that has the SDK's class of streams, for those converters that are given it. */
  readonly stream: string | undefined
}

export function converterFor(site: CallSite, iterated: boolean): Converter | Omit<Obstacle, 'site'> {
  const known = site.streaming !== 'either' && !isTestedForStream(site)
  if (known && site.streaming === 'no') return { name: 'toChatCompletion', stream: undefined }
  if (known && iterated) return { name: 'toChatChunks', stream: undefined }
  const stream = streamModuleOf(site)
  if (known) {
    return stream === undefined ? { reason: 'stream-members', detail: undefined } : { name: 'toChatStream', stream }
  }
  return stream === undefined ? { reason: 'stream-unknown', detail: undefined } : { name: 'toChatAnswer', stream }
}

/** Beside the package as the client is imported from it. Elsewhere than on npm the class has other addresses. */
function streamModuleOf(site: CallSite): string | undefined {
  const files = [site.sourceFile, ...(site.constructions ?? []).map(each => each.getSourceFile())]
  const modules = files.flatMap(file => file.getImportDeclarations().map(each => each.getModuleSpecifierValue()))
  const foreign = modules.find(module => isOpenAIModule(module) && /^(npm:|jsr:|https?:)/.test(module))
  return foreign === undefined ? 'openai/streaming' : undefined
}
