// The official SDK in the client matrix.
import { sdkExcuses } from './differences.ts'
import { runMatrix } from './matrix.ts'
import { sdkChatClients } from './sdk-chat.ts'
import { sdkResponsesClients } from './sdk-responses.ts'

runMatrix([...sdkChatClients, ...sdkResponsesClients], sdkExcuses)
