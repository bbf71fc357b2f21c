// A test runner for Stryker that keeps the tests loaded: a mutant costs the tests that reach it, not a new vitest each
// time, which is milliseconds instead of seconds. Tests are vitest's own; only loading and calling them is done here.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import { DryRunStatus, determineHitLimitReached, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { build } from 'esbuild'
import { globSync } from 'tinyglobby'
import { TestRunner } from 'vitest'
import { collectTests } from 'vitest/internal/browser'

/** What the instrumented sources look at: the mutant that is on, and where to note what was reached. */
globalThis.__stryker__ ??= {}
const stryker = globalThis.__stryker__

const collector = {
  config: {
    root: process.cwd(),
    setupFiles: [],
    sequence: { shuffle: false, hooks: 'stack', setupFiles: 'list', concurrent: false },
    testTimeout: 5000,
    hookTimeout: 5000,
    retry: 0,
    allowOnly: false,
    includeTaskLocation: false,
    tags: [],
  },
  trace: (_name, first, second) => (second ?? first)(),
}

/**
 * The test files with what they import of the project, as one script that can be run again and again. It gives a
 * function for each file; modules are evaluated with the first file that needs them.
 */
async function bundle(patterns) {
  const files = patterns.flatMap(pattern => globSync(pattern).sort())
  if (files.length === 0) throw new Error(`No test file matches ${patterns.join(', ')}.`)
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `module.exports = [${files.map(file => `() => require('./${file}')`)}]`,
      resolveDir: process.cwd(),
    },
    outdir: 'reports',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    // The package says that its modules only export things; test files do the opposite.
    ignoreAnnotations: true,
    packages: 'external',
    plugins: [{ name: 'import.meta', setup: keepOwnAddresses }],
    logLevel: 'error',
  })
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  const modules = new Map()
  for (const name of new Set(outside)) {
    const exported = await import(name)
    modules.set(name, { ...exported.default, ...exported })
  }
  modules.set('node:fs', { ...modules.get('node:fs'), ...remembering(modules.get('node:fs')) })
  const script = new vm.Script(`(function (require, module, exports) {${outputFiles[0].text}\n})`, {
    filename: 'tests',
  })
  return () => {
    const module = { exports: [] }
    script.runInThisContext()(name => modules.get(name), module, module.exports)
    return module.exports
  }
}

/** The fixtures are read each time the tests are loaded; from the disk only the first time. */
function remembering({ existsSync, readFileSync }) {
  const remember = read => {
    const known = new Map()
    return (path, options) => {
      const key = `${path} ${JSON.stringify(options)}`
      if (!known.has(key)) known.set(key, read(path, options))
      return known.get(key)
    }
  }
  return { existsSync: remember(existsSync), readFileSync: remember(readFileSync) }
}

/** Tests find their files beside themselves; in one script they would all be in the same place. */
async function keepOwnAddresses(builder) {
  const { readFile } = await import('node:fs/promises')
  builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const text = await readFile(path, 'utf8')
    return { loader: 'ts', contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) }
  })
}

/** The tests of a suite and of those in it, each under its full name. */
function testsIn(suite, names = []) {
  const hooks = Object.entries(TestRunner.getSuiteHooks(suite)).filter(([, listeners]) => listeners.length > 0)
  const unknown = hooks.find(([name]) => name !== 'beforeAll')
  if (unknown) throw new Error(`A test file has ${unknown[0]} hooks, which this runner does not call.`)
  return suite.tasks.flatMap(task => {
    const path = [...names, task.name]
    if (task.mode === 'skip' || task.mode === 'todo') return []
    return task.type === 'suite' ? testsIn(task, path) : [{ id: path.join(' '), run: TestRunner.getTestFn(task) }]
  })
}

export class InProcessRunner {
  static inject = tokens(commonTokens.options)

  /** How long each test took when nothing was mutated. */
  times = new Map()
  tests = undefined

  constructor({ inProcess }) {
    this.settings = inProcess
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    Object.assign(process.env, this.settings.env)
    this.execute = await bundle(this.settings.tests)
  }

  /** Evaluates every module anew, with whatever mutant is on, and gives the tests of one file after the other. */
  async *load() {
    for (const importFile of this.execute()) {
      const [file] = await collectTests([resolve('tests')], { ...collector, importFile })
      if (file.result?.state === 'fail') throw new Error(file.result.errors[0].message)
      yield* testsIn(file)
    }
  }

  /** All tests, the quick ones first. */
  async loadAll() {
    const tests = []
    for await (const test of this.load()) tests.push(test)
    return tests.sort((one, other) => (this.times.get(one.id) ?? 0) - (this.times.get(other.id) ?? 0))
  }

  async dryRun() {
    Object.assign(stryker, {
      activeMutant: undefined,
      hitCount: undefined,
      mutantCoverage: { static: {}, perTest: {} },
    })
    this.tests = await this.loadAll()
    const results = []
    for (const test of this.tests) {
      stryker.currentTestId = test.id
      const result = await judge(test)
      this.times.set(test.id, result.timeSpentMs)
      results.push(result)
    }
    stryker.currentTestId = undefined
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    const wanted = testFilter && new Set(testFilter)
    const attempt = async tests => {
      Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
      const outcome = await untilFailure(tests, id => !wanted || wanted.has(id))
      const timeout = determineHitLimitReached(stryker.hitCount, hitLimit)
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
      return timeout ?? outcome
    }
    if (mutantActivation === 'static') return toMutantRunResult(await attempt(this.load()))
    this.tests ??= await this.loadAll()
    const result = await attempt(this.tests)
    if (result.killer === undefined) return toMutantRunResult(result)
    // A mutant may have written to what the modules share; then its successors would fail for no fault of their own.
    if ((await judge(result.killer)).status === TestStatus.Success) return toMutantRunResult(result)
    this.tests = await this.loadAll()
    const again = await attempt(this.tests)
    this.tests = undefined
    return toMutantRunResult(again)
  }
}

async function judge({ id, run }) {
  const start = performance.now()
  const about = { id, name: id }
  try {
    await run()
    return { ...about, status: TestStatus.Success, timeSpentMs: performance.now() - start }
  } catch (error) {
    const failureMessage = String(error instanceof Error ? error.message : error)
    return { ...about, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - start }
  }
}

/** Runs tests until one fails. That the modules cannot even be loaded is a failure of its own. */
async function untilFailure(tests, wanted) {
  const results = []
  const outcome = { status: DryRunStatus.Complete, tests: results }
  try {
    for await (const test of tests) {
      if (!wanted(test.id)) continue
      const result = await judge(test)
      results.push(result)
      if (result.status === TestStatus.Failed) return { ...outcome, killer: test }
    }
  } catch (error) {
    results.push({
      id: 'loading',
      name: 'loading',
      status: TestStatus.Failed,
      failureMessage: String(error),
      timeSpentMs: 0,
    })
  }
  return outcome
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)]
