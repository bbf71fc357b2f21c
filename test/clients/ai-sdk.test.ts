// The AI SDK in the client matrix.
import { aiSdkClients } from './ai-sdk.ts'
import { aiSdkExcuses } from './differences.ts'
import { runMatrix } from './matrix.ts'

runMatrix(aiSdkClients, aiSdkExcuses)
