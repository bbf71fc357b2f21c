import { HumanMessage, SystemMessage } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'

const model = new ChatOpenAI({ model: 'gpt-4o', temperature: 0, maxTokens: 200 })

export async function ask(question: string) {
  const message = await model.invoke([new SystemMessage('Be brief.'), new HumanMessage(question)])
  return message.content
}
