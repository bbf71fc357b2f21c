// What belongs together in a Responses input: a result and its call, a call and its result, reasoning and what it led to.
import { type Json, plain } from './checks.ts'
import { invalid } from './problem.ts'

const pairs: Record<string, { output: string; title: string; result: string }> = {
  function_call: { output: 'function_call_output', title: 'function call', result: 'tool output' },
  custom_tool_call: { output: 'custom_tool_call_output', title: 'custom tool call', result: 'tool output' },
}

export function judgePairs(items: readonly Json[], elsewhere: boolean): void {
  for (const [type, { output, title, result }] of Object.entries(pairs)) {
    const calls = new Set(items.filter(item => item.type === type).map(item => item.call_id))
    // Recordings show a search for tools answered by a function's output.
    const answerable = new Set(items.filter(item => plain(item.type).endsWith('_call')).map(item => item.call_id))
    const results = new Set(items.filter(item => item.type === output).map(item => item.call_id))
    for (const callId of results) {
      if (answerable.has(callId) || elsewhere) continue
      throw invalid(`No tool call found for ${title} output with call_id ${callId}.`, 'input')
    }
    for (const callId of calls) {
      if (!results.has(callId)) throw invalid(`No ${result} found for ${title} ${callId}.`, 'input')
    }
  }
}

/** Reasoning belongs to what the model did next: alone, or before somebody else's turn, it is refused. */
export function judgeReasoning(items: readonly Json[]): void {
  for (const [index, item] of items.entries()) {
    if (item.type !== 'reasoning') continue
    const next = items.slice(index + 1).find(candidate => candidate.type !== 'reasoning')
    const others =
      next === undefined ||
      ['user', 'system', 'developer'].includes(plain(next.role)) ||
      plain(next.type).endsWith('_output')
    if (others) {
      throw invalid(`Item '${item.id}' of type 'reasoning' was provided without its required following item.`, 'input')
    }
  }
}
