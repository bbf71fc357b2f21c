// Faults in what streams say and in how they end.
import type { Fault } from './fault.ts'

export const streamFaults: readonly Fault[] = [
  {
    name: 'gives every item the output index 0',
    file: 'convert/output/place.ts',
    text: 'index: this.#nextIndex++',
    replacement: 'index: 0 * this.#nextIndex++',
  },
  {
    name: 'begins its output indexes at 1',
    file: 'convert/output/place.ts',
    text: '#nextIndex = 0',
    replacement: '#nextIndex = 1',
  },
  {
    name: 'leaves a gap in the sequence numbers',
    file: 'convert/response-writer.ts',
    text: 'sequence_number: this.#sequence++',
    replacement: 'sequence_number: (this.#sequence += 2)',
  },
  {
    name: 'does not announce that an item is done',
    file: 'convert/output/place.ts',
    text: "this.emit?.('response.output_item.done', { output_index: place.index, item })",
    replacement: 'void item',
  },
  {
    name: 'counts the parts of an answer on from item to item',
    file: 'convert/output/message.ts',
    text: 'index: this.#done.length, text',
    replacement: 'index: this.#done.length + this.place.index, text',
  },
  {
    name: 'says completed of a stream that was cut',
    file: 'convert/events.ts',
    text: "else this.#fail({ message: 'The stream ended before the answer was finished.' })",
    replacement: 'else this.#end()',
  },
  {
    name: 'says stop of a stream of events that was cut',
    file: 'convert/chunks.ts',
    text: "if (!this.#ended) this.fail({ message: 'The stream ended before the response was finished.', code: 'server_error' })",
    replacement: "if (!this.#ended) this.end({ ...this.#response, status: 'completed', output: [] }, 'completed')",
  },
  {
    name: 'says completed of a stream that broke off with an error',
    file: 'convert/events.ts',
    text: '    this.#writer.fail(this.#sound, error)',
    replacement: "    this.#writer.finish(this.#sound, 'stop', '')",
  },
  {
    name: 'drops the first delta of a text',
    file: 'convert/chat-writer.ts',
    text: '    this.#sink({ [voice]: separator + delta }, ',
    replacement: "    this.#sink({ [voice]: first ? '' : separator + delta }, ",
  },
  {
    name: 'says the finished text once more after its deltas',
    file: 'convert/said.ts',
    text: "  if (finished === said) return ''",
    replacement: "  if (finished === said) return finished.endsWith('.') ? finished : ''",
  },
  {
    name: 'forgets the usage at the end of a stream',
    file: 'convert/chunks.ts',
    text: "if (this.#usage === 'no' || usage === undefined || usage === null) return",
    replacement: 'if (usage !== undefined) return',
  },
  {
    name: 'announces a call before its name has come',
    file: 'convert/output-writer.ts',
    text: "if (text !== '' && call.name !== '' && call.place === undefined) this.#announce(call)",
    replacement: 'if (call.place === undefined) this.#announce(call)',
  },
  {
    name: 'writes the id of the call where that of the item belongs',
    file: 'convert/output/call.ts',
    text: 'this.#output.emit?.(words[this.kind].delta, { item_id: id,',
    replacement: 'this.#output.emit?.(words[this.kind].delta, { item_id: this.callId || id,',
  },
  {
    name: 'runs parallel calls together into one',
    file: 'convert/chat-reader.ts',
    text: "return existing !== undefined && (id === '' || existing.callId === id) ? existing : undefined",
    replacement: 'return existing ?? this.#lastCall',
  },
  {
    name: 'numbers every call of a stream 0',
    file: 'convert/chat-calls.ts',
    text: 'const call: SaidCall = { index: this.#calls.size, field',
    replacement: 'const call: SaidCall = { index: 0, field',
  },
  {
    name: 'reports every loss twice',
    file: 'atlas/conversion.ts',
    text: 'if (onLoss) for (const loss of losses) onLoss(loss)',
    replacement: 'if (onLoss) for (const loss of [...losses, ...losses]) onLoss(loss)',
  },
  {
    name: 'reports no loss of a chat stream',
    file: 'convert/events.ts',
    text: 'if (options?.onLoss || options?.strict) this.#fold = new ChatFold()',
    replacement: 'if (options?.strict) this.#fold = new ChatFold()',
  },
]
