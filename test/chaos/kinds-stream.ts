// Faults within a stream that arrives intact. A caller who did not ask for one gets it folded into a result.
import { healthy } from './answers.ts'
import { type Answer, eventStream, inChunks, type Kind, type Owed } from './kind.ts'

/** Events as they would come, with a fault among them. */
function fault(name: string, events: (answer: Answer) => readonly string[], stream: Owed, whole: Owed): Kind {
  return { name, script: answer => inChunks(eventStream, events(answer)), stream, whole }
}

const before = ({ events, finishedAfter }: Answer) => events.slice(0, finishedAfter - 1)
const finished = ({ events, finishedAfter }: Answer) => events.slice(0, finishedAfter)
/** Puts something between two deltas. */
const between = ({ events }: Answer, ...odd: string[]) => [...events.slice(0, 2), ...odd, ...events.slice(2)]
const done = 'data: [DONE]\n\n'
/** A folded failure: a Responses caller gets a response that failed, a chat caller an HTTP error. */
const folded = (status: number): Owed => ({ chat: 'failed', responses: status })

export const streamKinds: readonly Kind[] = [
  fault('ends its stream before it is finished', before, 'failed', folded(502)),
  fault('ends its stream in the middle of an event', ({ half }) => [half], 'failed', folded(502)),
  fault('ends its stream without [DONE]', finished, 'completed', 'completed'),
  fault(
    'leaves out the blank line after the last event',
    answer => [finished(answer).join('').trimEnd()],
    'completed',
    'completed',
  ),
  fault(
    'says [DONE] and nothing else that would end its stream',
    answer => [...before(answer), done],
    // Chat streams end in [DONE], Responses streams in a terminal event.
    { chat: 'completed', responses: 'failed' },
    { chat: 'completed', responses: 502 },
  ),
  fault(
    'says [DONE] before usage',
    answer => [...finished(answer), done, ...answer.events.slice(answer.finishedAfter)],
    'completed',
    'completed',
  ),
  fault('sends an error within its stream', answer => [...before(answer), answer.errorEvent], 'failed', folded(500)),
  fault(
    'sends an error and goes on as if nothing had happened',
    answer => between(answer, answer.errorEvent),
    'failed',
    folded(500),
  ),
  fault('sends an error as its first event', ({ errorEvent }) => [errorEvent], 'failed', folded(500)),
  fault(
    'sends an error without an envelope',
    answer => between(answer, 'event: error\ndata: {"message":"overloaded","code":"server_error"}\n\n'),
    'failed',
    folded(500),
  ),
  fault(
    'sends an error as a server of the other API does',
    answer => between(answer, healthy[answer.side === 'chat' ? 'responses' : 'chat'].errorEvent),
    'failed',
    folded(500),
  ),
  fault(
    'sends an error with a type of its own',
    answer => between(answer, 'event: error\ndata: {"type":"server_error","message":"overloaded"}\n\n'),
    'failed',
    folded(500),
  ),
  fault(
    'says that it is finished, of a response that it says is not',
    ({ events }) => events.map(event => event.replace('"status":"completed"', '"status":"in_progress"')),
    'completed',
    'completed',
  ),
  fault(
    'says that it is finished, of a response that was cancelled',
    ({ side, events }) =>
      side === 'chat'
        ? events.map(event => event.replace('"finish_reason":"stop"', '"finish_reason":"error"'))
        : events.map(event => event.replace('"status":"completed"', '"status":"cancelled"')),
    'failed',
    { chat: 'failed', responses: 500 },
  ),
  fault(
    'says its last word twice',
    a => [...finished(a), a.events[a.finishedAfter - 1] ?? ''],
    'completed',
    'completed',
  ),
  fault('says [DONE] twice', ({ events }) => [...events, done, done], 'completed', 'completed'),
  fault(
    'says more after its last word',
    answer => [...answer.events, done, ...answer.events],
    'completed',
    'completed',
  ),
  fault(
    'sends an error after its last word',
    answer => [...answer.events, done, answer.errorEvent],
    'completed',
    'completed',
  ),
  fault(
    'sends heartbeats and fields nobody knows',
    answer => between(answer, ': keep-alive\n\n', 'data:\n\n', 'retry: 10\nfoo: bar\n\n', 'event: ping\n\n'),
    'completed',
    'completed',
  ),
  fault(
    'sends data that is not JSON between its events',
    answer => between(answer, 'data: <html>gateway timeout</html>\n\n'),
    'failed',
    502,
  ),
  fault('loses half of an event', answer => between(answer, `${answer.events[2]?.slice(0, 60)}\n\n`), 'failed', 502),
  fault(
    'sends something that is not JSON after [DONE]',
    answer => [...finished(answer), done, 'data: bye\n\n'],
    'completed',
    'completed',
  ),
  ...['null', '42', '[]', '"text"'].map(data =>
    fault(`sends ${data} between its events`, answer => between(answer, `data: ${data}\n\n`), 'failed', 502),
  ),
  fault(
    'ends its lines in CRLF behind a byte-order mark',
    ({ events }) => [`\uFEFF${events.join('').replaceAll(/\r?\n/g, '\r\n')}`],
    'completed',
    'completed',
  ),
  fault(
    'ends its lines in CR and writes no space after data:',
    ({ events }) => [events.join('').replaceAll(/\r?\n/g, '\r').replaceAll('data: ', 'data:')],
    'completed',
    'completed',
  ),
  fault(
    'writes no event names',
    ({ events }) => events.map(event => event.replace(/^event: .*\r?\n/, '')),
    'completed',
    'completed',
  ),
  fault(
    'sends one event of which the end never comes',
    ({ half }) => [half, 'x'.repeat(200_000)],
    'failed',
    folded(502),
  ),
  {
    ...fault(
      'sends an event longer than the caller accepts',
      answer => between(answer, `data: "${'x'.repeat(5_000)}"\n\n`),
      'failed',
      502,
    ),
    options: { maxEventLength: 2_000 },
  },
]
