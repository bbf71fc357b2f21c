// LangChain in the client matrix.
import { langchainExcuses } from './differences.ts'
import { langchainClients } from './langchain.ts'
import { runMatrix } from './matrix.ts'

runMatrix(langchainClients, langchainExcuses)
