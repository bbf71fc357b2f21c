// JSON from outside, with its depth looked at before anything walks it: V8 parses a hundred thousand levels without
// complaint, and everything that recurses into them afterwards overflows the stack.
import { isObject, type JsonObject } from '../../atlas/read.ts'
import { notJson } from '../../wire/json-syntax.ts'
import { RefusedCall } from '../contract.ts'

const invalid = (message: string) => new RefusedCall(400, 'invalid_json', message)

/** Throws `RefusedCall` (400) for what is no JSON object, or nests deeper than `depth` levels. */
export function parseObject(text: string, depth: number): JsonObject {
  if (mayNest(text, depth) && nestingDepth(text, depth) > depth) {
    throw new RefusedCall(400, 'json_too_deep', `The request body nests deeper than ${depth} levels. Send it flatter.`)
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw invalid(notJson(text, 'The request body'))
  }
  if (!isObject(body)) throw invalid('The request body must be a JSON object.')
  return body
}

/** Whether there are more brackets than levels allowed: without them, nothing has to be counted one by one. */
function mayNest(text: string, depth: number): boolean {
  let brackets = 0
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++brackets > depth) return true
    }
  }
  return false
}

const quote = 0x22
const backslash = 0x5c

/** How deep arrays and objects stand in one another; stops counting beyond `enough`. Strings are jumped over. */
export function nestingDepth(text: string, enough: number): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at)
      if (at === -1) return deepest
    } else if (code === 0x5b || code === 0x7b) {
      deepest = Math.max(deepest, ++depth)
      if (deepest > enough) return deepest
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}

/** The quote that ends the string beginning at `start`, or -1: images in base64 are one search, not a million steps. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** An even number of backslashes before it escape each other. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === backslash) before--
  return (at - before) % 2 === 0
}
