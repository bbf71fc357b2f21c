// A client whose fetch is the project's own and looks into what it carries: it reads or writes the form of chat.
import { Node } from '../morph.ts'
import { callablesOf } from './callers.ts'
import type { ClientFacts } from './origin.ts'
import { optionsOf } from './provider.ts'

const formOfChat = /chat\/completions|\bchoices\b|\bmax_tokens\b|\bresponse_format\b|\.messages\b|['"]messages['"]/

export function fetchKnowsChat({ constructions }: ClientFacts): boolean {
  return constructions.some(construction => {
    const option = optionsOf(construction)?.getProperty('fetch')
    const value = Node.isPropertyAssignment(option)
      ? option.getInitializer()
      : Node.isShorthandPropertyAssignment(option)
        ? option.getNameNode()
        : undefined
    const functions = Node.isCallExpression(value)
      ? callablesOf(value.getExpression())
      : value
        ? callablesOf(value)
        : []
    return [option, ...functions].some(each => each !== undefined && formOfChat.test(each.getText()))
  })
}
