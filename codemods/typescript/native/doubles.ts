// A test that answers for the server, or for the client, speaks chat: a caller it stands around does not move without it.
import type { PropertyAssignment, SourceFile } from 'ts-morph'
import { urlsIn } from '../doubles/places.ts'
import { findRawCalls } from '../find/raw.ts'
import { Node, SyntaxKind } from '../morph.ts'
import type { CallSite } from '../site.ts'
import { LeftAlone } from './draft.ts'
import { literalText, member } from './syntax.ts'

const testPath = /\.(test|spec)\.|[\\/](__tests__|__mocks__|tests?|mocks?)[\\/]/
const testWords =
  /\b(vi|jest|sinon)\.\w|\b(spyOn|stubGlobal)\(|\bglobal(This)?\.fetch\s*=|['"](node:test|vitest|nock|msw|msw\/node|sinon|ava|tap|@jest\/globals|bun:test)['"]|\b(describe|it|test)\(\s*['"`]|\bserver\.use\(|\b(http|rest)\.(post|all)\(|\bnock\(/

/** Whether anything in a file could answer for somebody else: elsewhere, a URL or an answer in the form of chat is no double. */
export const mayStandIn = (file: SourceFile): boolean =>
  testPath.test(file.getFilePath()) || testWords.test(file.getFullText())

export function requireNoDouble({ sourceFile }: CallSite): void {
  const requested = new Set(findRawCalls(sourceFile).map(({ url }) => url))
  for (const url of mayStandIn(sourceFile) ? urlsIn(sourceFile) : []) {
    if (!requested.has(url) && !isServed(url)) throw new LeftAlone('test-double', 'the URL')
  }
  for (const property of sourceFile.getDescendantsOfKind(SyntaxKind.PropertyAssignment)) {
    if (property.getName() === 'choices' && isAnswer(property)) throw new LeftAlone('test-double', 'choices')
  }
  for (const call of sourceFile.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const callee = call.getExpression().getText()
    const [first, second] = call.getArguments()
    const mocked = /^(vi|jest)\.(mock|doMock)$/.test(callee) && literalText(first) === 'openai'
    const spied = /\bspyOn$/.test(callee) && /completions$/.test(first?.getText() ?? '') && second !== undefined
    if (mocked || spied) throw new LeftAlone('test-double', callee)
  }
}

/** `app.post('/v1/chat/completions', …)`: a server of its own, which has callers of its own. */
function isServed(url: Node): boolean {
  const call = url.getParent()
  return (
    Node.isCallExpression(call) &&
    /^(this\.)?(app|router|server|fastify|api)\.(post|all|use)$/.test(call.getExpression().getText())
  )
}

/** `choices: [{ message: … }]`, written by hand. */
function isAnswer(property: PropertyAssignment): boolean {
  const list = property.getInitializer()
  const [first] = Node.isArrayLiteralExpression(list) ? list.getElements() : []
  return Node.isObjectLiteralExpression(first) && ['message', 'delta'].some(name => member(first, name) !== undefined)
}
