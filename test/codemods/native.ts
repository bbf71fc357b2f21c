// The native rewriter on one text, with a finder that knows no more than `….chat.completions.<method>(…)`.
import { Node, Project, SyntaxKind, ts } from 'ts-morph'
import { applyEdits } from '../../codemods/engine/edit.ts'
import { native } from '../../codemods/typescript/native/index.ts'
import type { CallSite, Obstacle } from '../../codemods/typescript/site.ts'

const methods = ['create', 'parse', 'stream', 'runTools'] as const

export interface Rewritten {
  readonly text: string
  readonly files: Readonly<Record<string, string>>
  readonly obstacles: readonly Obstacle[]
  readonly notes: readonly string[]
}

export function sitesOf(project: Project): CallSite[] {
  return project.getSourceFiles().flatMap(sourceFile =>
    sourceFile.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap(call => {
      const callee = call.getExpression()
      if (!Node.isPropertyAccessExpression(callee)) return []
      const completions = callee.getExpression()
      if (!Node.isPropertyAccessExpression(completions) || completions.getName() !== 'completions') return []
      const chat = completions.getExpression()
      if (!Node.isPropertyAccessExpression(chat) || chat.getName() !== 'chat') return []
      const method = methods.find(name => name === callee.getName())
      if (method === undefined) return []
      const owner = chat.getExpression()
      const beta = Node.isPropertyAccessExpression(owner) && owner.getName() === 'beta'
      const [request, requestOptions] = call.getArguments().filter(Node.isExpression)
      const streams = request && /\bstream(?:: (\w+)|,| \})/.exec(request.getText())
      const streaming =
        method === 'stream' || streams?.[1] === 'true' ? 'yes' : streams && streams[1] !== 'false' ? 'either' : 'no'
      const site = {
        sourceFile,
        call,
        method,
        beta,
        client: beta ? owner.getExpression() : owner,
        request,
        requestOptions,
      }
      return [{ ...site, streaming, sdkMajor: 7 } satisfies CallSite]
    }),
  )
}

/** Rewrites files of a project that lives in memory; the first one is the one that is asked about. */
export function rewriteFiles(files: Readonly<Record<string, string>>, store = false): Rewritten {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { allowJs: true, strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  for (const [name, text] of Object.entries(files)) project.createSourceFile(name, text)
  const { plans, obstacles } = native(sitesOf(project), { store, acceptLoss: new Set() })
  const result: Record<string, string> = { ...files }
  for (const file of project.getSourceFiles()) {
    const name = file.getBaseName()
    const edits = plans.flatMap(plan => plan.edits.get(file) ?? [])
    result[name] = applyEdits(file.getFullText(), edits)
  }
  const [first = ''] = Object.keys(files)
  const notes = plans.flatMap(plan => [...plan.notes.values()].flat())
  return { text: result[first] ?? '', files: result, obstacles, notes }
}

export const rewrite = (text: string, name = 'app.ts') => rewriteFiles({ [name]: text })
