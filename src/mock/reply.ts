// The answer to a question, complete: what a script says or the default, cut to what the request allows.
import type { Answer, Citation, ScriptedCall } from './answer.ts'
import { instanceOf } from './instance.ts'
import type { Callable, Question } from './question.ts'
import { fragments, words } from './tokens.ts'

export interface Call {
  type: 'function' | 'custom'
  id: string
  name: string
  /** Arguments of a function, input of a custom tool. */
  text: string
  namespace?: string
}

export interface Reply {
  reasoning: { text: string; summary: string[]; encrypted?: string } | undefined
  text: string | undefined
  refusal: string | undefined
  calls: Call[]
  citations: Citation[]
  finish: 'stop' | 'length' | 'content_filter'
  inputTokens: number
  outputTokens: number
  reasoningTokens: number
}

const quoted = (texts: string[]) => texts.map(text => `"${text}"`).join(' and ')

function defaultCalls(question: Question): Callable[] {
  if (question.tools.length === 0 || (question.toolOutputs.length > 0 && !question.mustCall)) return []
  const several = question.parallel && /\b(both|parallel)\b/i.test(question.userText)
  return question.tools.slice(0, several ? 2 : 1)
}

function defaultText({ toolOutputs, userText, attachments }: Question): string {
  if (toolOutputs.length > 0) return `The tool${toolOutputs.length > 1 ? 's' : ''} said: ${quoted(toolOutputs)}`
  const sent = attachments > 0 ? ` and sent ${attachments} attachment${attachments > 1 ? 's' : ''}` : ''
  return `You said: "${userText}"${sent}`
}

/** What the mock says when nobody told it what to say. */
export function defaultAnswer(question: Question): Answer {
  const calls = defaultCalls(question)
  if (calls.length > 0) {
    return {
      calls: calls.map(({ type, name, parameters, namespace }) => ({
        type,
        name,
        ...(type === 'custom'
          ? { input: question.userText }
          : { arguments: instanceOf(parameters ?? {}, question.userText) }),
        ...(namespace === undefined ? {} : { namespace }),
      })),
    }
  }
  const text = defaultText(question)
  if (question.format.type === 'json_schema')
    return { text: JSON.stringify(instanceOf(question.format.schema, question.userText)) }
  return { text: question.format.type === 'json_object' ? JSON.stringify({ message: text }) : text }
}

function callText(call: ScriptedCall): string {
  if (call.input !== undefined) return call.input
  if (typeof call.arguments === 'string') return call.arguments
  return JSON.stringify(call.arguments ?? {})
}

function reasoningOf(scripted: Answer['reasoning']): Reply['reasoning'] {
  if (scripted === undefined) return undefined
  const { text = '', summary = [], encrypted } = typeof scripted === 'string' ? { summary: scripted } : { ...scripted }
  return { text, summary: [summary].flat(), ...(encrypted === undefined ? {} : { encrypted }) }
}

/** Text ends before the first stop sequence in it. */
function stopped(text: string, stops: readonly string[]): string {
  const ends = stops.map(stop => text.indexOf(stop)).filter(index => index >= 0)
  return ends.length > 0 ? text.slice(0, Math.min(...ends)) : text
}

/** Spends a budget of tokens piece by piece; `short` once something did not fit. */
class Budget {
  left: number
  short = false

  constructor(tokens: number) {
    this.left = tokens
  }

  spend(pieces: string[]): string {
    const kept = pieces.slice(0, this.left)
    this.left -= kept.length
    if (kept.length < pieces.length) this.short = true
    return kept.join('')
  }
}

export function reply(answer: Answer, question: Question, callId: () => string): Reply {
  const budget = new Budget(question.maxTokens)
  const reasoning = reasoningOf(answer.reasoning)
  const thought = reasoning ? [reasoning.text, ...reasoning.summary, reasoning.encrypted ?? ''].flatMap(words) : []
  budget.spend(thought)
  const reasoningTokens = Math.min(thought.length, question.maxTokens)
  const say = (text: string | undefined) => {
    if (text === undefined || budget.short) return undefined
    return budget.spend(words(stopped(text, question.stop)))
  }
  const text = say(answer.text)
  const refusal = say(answer.refusal)
  const calls: Call[] = []
  for (const call of answer.calls ?? []) {
    if (budget.short) break
    calls.push({
      type: call.type ?? (call.input === undefined ? 'function' : 'custom'),
      id: call.id ?? callId(),
      name: call.name,
      text: budget.spend(fragments(callText(call))),
      ...(call.namespace === undefined ? {} : { namespace: call.namespace }),
    })
  }
  const spoken = [text ?? '', refusal ?? ''].flatMap(words).length
  const called = calls.flatMap(call => fragments(call.text)).length
  return {
    reasoning,
    text,
    refusal,
    calls,
    citations: answer.citations ?? [],
    finish: answer.finish ?? (budget.short ? 'length' : 'stop'),
    inputTokens: question.inputTokens,
    outputTokens: reasoningTokens + spoken + called,
    reasoningTokens,
  }
}
