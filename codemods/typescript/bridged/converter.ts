// Which converter gives a caller what it had: a completion, chunks to iterate, or the SDK's own stream of them.
import { isOpenAIModule } from '../find/classes.ts'
import { Node } from '../morph.ts'
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
  if (stream === undefined || mayLeaveStreamOut(site)) return { reason: 'stream-unknown', detail: undefined }
  return { name: 'toChatAnswer', stream }
}

/** Of a request in which `stream` may be missing, a converter cannot tell a compiler which of the SDK's types it has. */
function mayLeaveStreamOut({ request, sourceFile }: CallSite): boolean {
  const typed = /\.[cm]?tsx?$|\.vue$|\.svelte$/.test(sourceFile.getFilePath())
  return typed && Node.isObjectLiteralExpression(request) && request.getProperty('stream') === undefined
}

/** Beside the package as the client is imported from it. Elsewhere than on npm the class has other addresses. */
function streamModuleOf(site: CallSite): string | undefined {
  const files = [site.sourceFile, ...(site.constructions ?? []).map(each => each.getSourceFile())]
  const modules = files.flatMap(file => file.getImportDeclarations().map(each => each.getModuleSpecifierValue()))
  const foreign = modules.find(module => isOpenAIModule(module) && /^(npm:|jsr:|https?:)/.test(module))
  return foreign === undefined ? 'openai/streaming' : undefined
}
