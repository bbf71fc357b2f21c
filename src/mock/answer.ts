// What a test can tell the mock to say, instead of what it would say by itself.

export interface ScriptedCall {
  /** `custom` calls take `input`; functions take `arguments`. Default: `custom` when there is an `input`. */
  type?: 'function' | 'custom'
  name: string
  /** A string is sent as it is, broken JSON included; anything else is written as JSON. */
  arguments?: unknown
  input?: string
  /** The call id. Default: `call_mock1`, `call_mock2` … */
  id?: string
  /** Only the Responses API has it. */
  namespace?: string
}

export interface ScriptedReasoning {
  /** Plain reasoning: `reasoning_content` on chat, a `reasoning_text` part on Responses. */
  text?: string
  /** One or more summaries; on chat they are the `reasoning_content` when there is no `text`. */
  summary?: string | string[]
  /** Only sent when the request includes `reasoning.encrypted_content`, as the real API does. */
  encrypted?: string
}

export interface ScriptedError {
  status?: number
  message?: string
  type?: string
  param?: string | null
  code?: string | null
  /** Sent as it is instead of the API's envelope. */
  body?: unknown
  headers?: Record<string, string>
  /** The status is 200 and the error comes after whatever else the answer says. */
  late?: boolean
}

export interface Citation {
  url: string
  title: string
  start: number
  end: number
}

export interface RawAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface Answer {
  text?: string
  refusal?: string
  calls?: ScriptedCall[]
  /** A string is a summary. */
  reasoning?: string | ScriptedReasoning
  citations?: Citation[]
  finish?: 'length' | 'content_filter'
  error?: ScriptedError
  /** The connection ends after so many events (without streaming: so many characters), with no terminal event. */
  cut?: number
  /** With `cut`: the connection breaks instead of ending. */
  broken?: boolean
  /** Milliseconds before the first byte. */
  delay?: number
  /** Milliseconds before each further event. */
  pace?: number
  raw?: RawAnswer
}
