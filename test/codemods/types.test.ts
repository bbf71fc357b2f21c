// What comes out of the codemod type-checks against every major version of the SDK that a caller may have installed.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@vue/compiler-sfc'
import { compile } from 'svelte/compiler'
import { ts } from 'ts-morph'
import { afterAll, describe, expect, test } from 'vitest'
import { loadSamples, type Sample, samplesFolder, textAfter } from './samples.ts'
import { majors, problemsOf, projectFor } from './typing.ts'
import { checkedOut, loadWorkspaces, textsOf } from './workspaces.ts'

const samples = loadSamples()

const ofKind = (...extensions: string[]) => samples.filter(({ extension }) => extensions.includes(extension))

const outputFileOf = (sample: Sample): string => (sample.after === undefined ? sample.beforeFile : sample.afterFile)

interface Subject {
  readonly name: string
  readonly files: readonly string[]
  readonly majors: readonly number[]
}

const singles: Subject[] = ofKind('ts', 'tsx').map(sample => ({
  name: sample.name,
  files: [outputFileOf(sample), ...(sample.driveFile === undefined ? [] : [sample.driveFile])],
  majors: sample.expected.majors ?? majors,
}))

const copies: string[] = []

const packages: Subject[] = loadWorkspaces().map(workspace => {
  const copy = checkedOut(workspace, 'after')
  copies.push(copy)
  const paths = Object.keys(textsOf(copy)).filter(path => path.endsWith('.ts'))
  return { name: workspace.name, files: paths.map(path => join(copy, path)), majors }
})

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})

describe.each(majors)('with openai %i', major => {
  const subjects = [...singles, ...packages].filter(({ files, majors }) => files.length > 0 && majors.includes(major))
  const project = projectFor(major)
  project.addSourceFileAtPath(join(samplesFolder, 'ambient.d.ts'))
  for (const { files } of subjects) project.addSourceFilesAtPaths(files)

  test.each(subjects)('$name type-checks', ({ files }) => {
    expect(files.flatMap(file => problemsOf(project.getSourceFileOrThrow(file)))).toEqual([])
  })
})

const scripts = ofKind('js', 'cjs', 'jsx')
describe.runIf(scripts.length > 0)('JavaScript', () => {
  test.each(scripts.map(sample => ({ name: sample.name, sample })))('$name parses', ({ sample }) => {
    const { diagnostics = [] } = ts.transpileModule(textAfter(sample), {
      fileName: outputFileOf(sample),
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ES2022 },
    })
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([])
  })
})

const components = ofKind('vue', 'svelte')
describe.runIf(components.length > 0)('a component', () => {
  test.each(components.map(sample => ({ name: sample.name, sample })))('$name compiles', ({ sample }) => {
    const text = textAfter(sample)
    if (sample.extension === 'vue') expect(parse(text).errors).toEqual([])
    else expect(() => compile(text, { generate: false })).not.toThrow()
  })
})
