// What comes out of the codemod type-checks against every major version of the SDK that a caller may have installed.
import { join } from 'node:path'
import { parse } from '@vue/compiler-sfc'
import { compile } from 'svelte/compiler'
import { Project, type SourceFile, ts } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import { loadSamples, majors, type Sample, samplesFolder, textAfter } from './samples.ts'

const root = join(import.meta.dirname, '..', '..')
const samples = loadSamples()
const typed = samples.filter(({ extension }) => extension === 'ts' || extension === 'tsx')

const outputFileOf = (sample: Sample): string => (sample.after === undefined ? sample.beforeFile : sample.afterFile)

const packageOf = (major: number): string => (major === 7 ? 'openai' : `openai${major}`)

function optionsFor(major: number): ts.CompilerOptions {
  const installed = join(root, 'node_modules', packageOf(major))
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    jsx: ts.JsxEmit.Preserve,
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    paths: {
      openai: [installed],
      'openai/*': [join(installed, '*')],
      'responses-bridge': [join(root, 'src/index.ts')],
      'responses-bridge/*': [join(root, 'src/shim/*.ts')],
    },
  }
}

/** What is wrong with a file, one sentence each. */
function problemsOf(source: SourceFile): string[] {
  return source.getPreEmitDiagnostics().map(diagnostic => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, ' ')
    return `${source.getBaseName()}:${diagnostic.getLineNumber()} ${text}`
  })
}

describe.each(majors)('with openai %i', major => {
  const files = typed.filter(({ expected }) => (expected.majors ?? majors).includes(major))
  // One program for all samples: what costs time is the types of the SDK.
  const project = new Project({ compilerOptions: optionsFor(major) })
  project.addSourceFileAtPath(join(samplesFolder, 'ambient.d.ts'))
  const sources = new Map(
    files.map(sample => {
      const paths = [outputFileOf(sample), ...(sample.driveFile === undefined ? [] : [sample.driveFile])]
      return [sample, paths.map(path => project.addSourceFileAtPath(path))]
    }),
  )

  test.each(files.map(sample => ({ name: sample.name, sample })))('$name type-checks', ({ sample }) => {
    expect(sources.get(sample)?.flatMap(problemsOf)).toEqual([])
  })
})

describe('without types', () => {
  const scripts = samples.filter(({ extension }) => ['js', 'cjs', 'jsx'].includes(extension))
  test.each(scripts.map(sample => ({ name: sample.name, sample })))('$name parses', ({ sample }) => {
    const file = outputFileOf(sample)
    const { diagnostics = [] } = ts.transpileModule(textAfter(sample), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ES2022 },
    })
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([])
  })

  const components = samples.filter(({ extension }) => extension === 'vue')
  test.each(components.map(sample => ({ name: sample.name, sample })))('$name is a Vue component', ({ sample }) => {
    expect(parse(textAfter(sample)).errors).toEqual([])
  })

  const svelte = samples.filter(({ extension }) => extension === 'svelte')
  test.each(svelte.map(sample => ({ name: sample.name, sample })))('$name is a Svelte component', ({ sample }) => {
    expect(() => compile(textAfter(sample), { generate: false })).not.toThrow()
  })
})
