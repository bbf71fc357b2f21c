// Requests, both ways: the walk over the parameter table, and what has to look at the whole request.
import { Conversion, type ConversionOptions } from '../atlas/conversion.ts'
import { parameters } from '../atlas/parameters.ts'
import { type JsonObject, readArray, readObject } from '../atlas/read.ts'
import { convertFields } from '../atlas/row.ts'
import { completeChatTools } from '../atlas/tools/index.ts'
import { declaredNames } from '../atlas/tools/names.ts'

export function convertChatRequest(chat: unknown, options?: ConversionOptions): JsonObject {
  const request = readObject(chat, '', 'A chat request')
  readArray(request.messages, '/messages', 'messages')
  const run = new Conversion(options)
  const converted = convertFields(parameters.toResponses, request, {}, '', run)
  run.settle()
  return converted
}

export function convertResponsesRequest(responses: unknown, options?: ConversionOptions): JsonObject {
  const request = readObject(responses, '', 'A Responses request')
  const run = new Conversion(options)
  run.toolNames = declaredNames(request)
  const converted = convertFields(parameters.toChat, request, { messages: [] }, '', run)
  completeChatTools(request, converted, run)
  run.settle()
  return converted
}
