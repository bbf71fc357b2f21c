// A test that answers for the server, or for the client, speaks chat: a caller it stands around does not move without it.
import type { PropertyAssignment } from 'ts-morph'
import { Node, SyntaxKind } from '../morph.ts'
import type { CallSite } from '../site.ts'
import { LeftAlone } from './draft.ts'
import { literalText, member } from './syntax.ts'

export function requireNoDouble({ sourceFile }: CallSite): void {
  for (const text of sourceFile.getDescendantsOfKind(SyntaxKind.StringLiteral)) {
    if (/^(https?:|\/|\*).*\/chat\/completions\/?$/.test(text.getLiteralText()))
      throw new LeftAlone('test-double', 'the URL')
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

/** `choices: [{ message: … }]`, written by hand. */
function isAnswer(property: PropertyAssignment): boolean {
  const list = property.getInitializer()
  const [first] = Node.isArrayLiteralExpression(list) ? list.getElements() : []
  return Node.isObjectLiteralExpression(first) && ['message', 'delta'].some(name => member(first, name) !== undefined)
}
