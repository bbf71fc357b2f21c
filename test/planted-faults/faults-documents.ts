// Faults in requests, in finished results and in what is reported about them.
import type { Fault } from './fault.ts'

export const documentFaults: readonly Fault[] = [
  {
    name: 'loses a refusal',
    file: 'convert/output-writer.ts',
    text: '    this.#message().refusal(text)',
    replacement: 'void text',
  },
  {
    name: 'makes a refusal into text',
    file: 'convert/chat-writer.ts',
    text: "['refusal', 'refusal'],",
    replacement: "['refusal', 'content'],",
  },
  {
    name: 'loses the citations of a text',
    file: 'convert/chat-reader.ts',
    text: 'if (flat !== undefined) this.#writer.annotation(flat)',
    replacement: 'void flat',
  },
  {
    name: 'raises a token limit without a word',
    file: 'atlas/token-limit.ts',
    text: "run.changed(at, 'out-of-range', 'Responses refuses limits below 16 tokens; 16 is sent.')",
    replacement: 'void run',
  },
  {
    name: 'says stop where the answer ends in calls',
    file: 'atlas/outcome.ts',
    text: "return calls ?? 'stop'",
    replacement: "return 'stop'",
  },
  {
    name: 'says completed of an answer that ran out of tokens',
    file: 'atlas/outcome.ts',
    text: "length: { status: 'incomplete', reason: 'max_output_tokens' },",
    replacement: "length: { status: 'completed' },",
  },
  {
    name: 'loses the usage of a result',
    file: 'convert/response-writer.ts',
    text: "response.usage = status === 'in_progress' ? null : (usage ?? null)",
    replacement: 'response.usage = null',
  },
  {
    name: 'counts the cached tokens as none',
    file: 'atlas/usage.ts',
    text: "cached_tokens: same('number', { absent: 0 }),",
    replacement: "cached_tokens: same('number', { absent: 0, toResponses: () => 0, toChat: () => 0 }),",
  },
  {
    name: 'writes the id of the item for that of the call',
    file: 'convert/output/call.ts',
    text: 'status, call_id: callId, name,',
    replacement: 'status, call_id: id, name,',
  },
  {
    name: 'keeps only the last of parallel calls in a history',
    file: 'atlas/messages/transcript.ts',
    text: 'else existing.push(call)',
    replacement: 'else existing[0] = call',
  },
  {
    name: 'puts the results of calls where they come, far from their calls',
    file: 'atlas/messages/transcript.ts',
    text: 'if (turn === undefined) {\n      this.message(message, source)',
    replacement: 'if (turn?.index !== this.#entries.length - 1) {\n      this.message(message, source)',
    seenBy: 'cases',
  },
  {
    name: 'drops a seed without a word',
    file: 'atlas/parameters.ts',
    text: "seed: lost('number', 'Responses has no seed: sampling cannot be repeated.'),",
    replacement: "seed: mapped({ to: [], is: 'number', note: '' }),",
  },
  {
    name: 'drops unknown keys without a word',
    file: 'atlas/table.ts',
    text: 'if (value !== null) run.dropped(foreignChild(at, key), ',
    replacement: "if (value === 'never') run.dropped(foreignChild(at, key), ",
  },
  {
    name: 'reports a loss where there is none',
    file: 'atlas/parameters.ts',
    text: "  user: same('string'),",
    replacement:
      "  user: same('string', { toResponses(value, at, run) { run.changed(at, 'renamed', ''); return value } }),",
  },
  {
    name: 'points one place beside what was lost',
    file: 'atlas/result.ts',
    text: "run.dropped(child('/choices', index), 'no-counterpart', whyOneChoice)",
    replacement: "run.dropped(child('/choices', index + 1), 'no-counterpart', whyOneChoice)",
  },
  {
    name: 'points at the whole list where one element was lost',
    file: 'atlas/tools/index.ts',
    text: "if (why !== undefined) run.dropped(at, 'no-counterpart', why)",
    replacement: "if (why !== undefined) run.dropped('/tools', 'no-counterpart', why)",
  },
  {
    name: 'converts in strict mode what it cannot carry over',
    file: 'atlas/conversion.ts',
    text: "losses.filter(loss => loss.effect !== 'emulated')",
    replacement: "losses.filter(loss => loss.effect === 'changed')",
  },
  {
    name: 'writes into the request it was given',
    file: 'convert/request.ts',
    text: "const request = readObject(chat, '', 'A chat request')",
    replacement: "const request = Object.assign(readObject(chat, '', 'A chat request'), { store: false })",
  },
  {
    name: 'copies schemas that it should share',
    file: 'atlas/tools/function.ts',
    text: "parameters: same('object', { absent: null,",
    replacement: "parameters: same('object', { toResponses: value => structuredClone(value), absent: null,",
  },
  {
    name: 'forgets that chat means not strict',
    file: 'atlas/tools/function.ts',
    text: "strict: same('boolean', {\n      absent: false,",
    replacement: "strict: same('boolean', {",
    seenBy: 'cases',
  },
  {
    name: 'forgets that chat means not stored',
    file: 'atlas/parameters.ts',
    text: "store: same('boolean', {\n    absent: false,",
    replacement: "store: same('boolean', {",
    seenBy: 'cases',
  },
  {
    name: 'breaks with an error of its own on a message without content',
    file: 'atlas/messages/assistant.ts',
    text: '  const { content } = message\n',
    replacement: '  const { content } = message\n  void (content as string).length\n',
  },
  {
    name: 'throws away the images of a message',
    file: 'atlas/parts/index.ts',
    text: 'image_url: ',
    replacement: 'image_url_: ',
  },
  {
    name: 'answers an error without its parameter',
    file: 'atlas/errors.ts',
    text: 'body: { error: { ...error, param } }',
    replacement: 'body: { error: { ...error, param: undefined } }',
  },
]
