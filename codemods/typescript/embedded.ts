// The scripts inside a Vue or Svelte file. Everything around them is blanked with spaces, so that an offset means the
// same place in the script and in the file.
import { createRequire } from 'node:module'
import { MissingPackageError } from '../engine/missing-package.ts'

export interface Script {
  /** As long as the file itself. */
  readonly text: string
  /** The ending TypeScript knows this kind of script by. */
  readonly ending: '.ts' | '.tsx' | '.js' | '.jsx'
}

interface Range {
  readonly start: number
  readonly end: number
  readonly language: string
}

const require = createRequire(import.meta.url)

function load<Module>(name: string, what: string): Module {
  try {
    return require(name) as Module
  } catch (error) {
    throw new MissingPackageError(name.replace(/\/compiler$/, ''), what, error)
  }
}

interface VueBlock {
  readonly loc: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } }
  readonly lang?: string
  readonly src?: string
}

function vueScripts(text: string): Range[] {
  const { parse } = load<{
    parse: (
      text: string,
      options: object,
    ) => { descriptor: { script: VueBlock | null; scriptSetup: VueBlock | null }; errors: readonly Error[] }
  }>('@vue/compiler-sfc', 'Vue files')
  const { descriptor, errors } = parse(text, { sourceMap: false })
  if (errors[0] !== undefined) throw new SyntaxError(errors[0].message)
  return [descriptor.script, descriptor.scriptSetup].flatMap(block =>
    block === null || block.src !== undefined
      ? []
      : [{ start: block.loc.start.offset, end: block.loc.end.offset, language: block.lang ?? 'js' }],
  )
}

interface SvelteScript {
  readonly content: { readonly start: number; readonly end: number }
  readonly attributes?: readonly { readonly name: string; readonly value: unknown }[]
}

function svelteScripts(text: string): Range[] {
  const { parse } = load<{
    parse: (text: string, options: object) => { instance?: SvelteScript | null; module?: SvelteScript | null }
  }>('svelte/compiler', 'Svelte files')
  const { instance, module } = parse(text, { modern: true })
  return [module, instance].flatMap(script => {
    if (!script) return []
    const attribute = script.attributes?.find(({ name }) => name === 'lang')
    return [
      {
        start: script.content.start,
        end: script.content.end,
        language: /ts|typescript/.test(JSON.stringify(attribute?.value ?? '')) ? 'ts' : 'js',
      },
    ]
  })
}

/** The scripts of a file, or `undefined` where it is not of this kind. */
export function scriptOf(path: string, text: string): Script | undefined {
  if (!isEmbedding(path)) return undefined
  const ranges = (path.endsWith('.vue') ? vueScripts(text) : svelteScripts(text)).sort((a, b) => a.start - b.start)
  let blanked = ''
  let position = 0
  for (const { start, end } of ranges) {
    blanked += blank(text.slice(position, start)) + text.slice(start, end)
    position = end
  }
  const languages = new Set(ranges.map(({ language }) => language))
  const typescript = languages.has('ts') || languages.has('tsx')
  const ending = languages.has('tsx') ? '.tsx' : typescript ? '.ts' : languages.has('jsx') ? '.jsx' : '.js'
  return { text: blanked + blank(text.slice(position)), ending }
}

export const isEmbedding = (path: string): boolean => /\.(vue|svelte)$/.test(path)

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ')
