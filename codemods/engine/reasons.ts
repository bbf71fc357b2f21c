// Every reason to leave a call site alone: its code, the sentence for a person, and whose call it is.

export interface Reason {
  readonly sentence: string
  /** `ours`: an OpenAI caller that could not be moved. `other`: not a caller this codemod is about. */
  readonly whose: 'ours' | 'other'
}

export const reasons = {
  'other-provider': {
    whose: 'other',
    sentence:
      'The client talks to another vendor (its baseURL). --assume-openai rewrites it if that server speaks Responses.',
  },
  'unknown-provider': {
    whose: 'other',
    sentence: 'The client’s baseURL is only known when the program runs. --assume-openai says that it is OpenAI.',
  },
  'patched-client': {
    whose: 'other',
    sentence:
      'The client is patched by another library (instructor, instrumentation), or by its own fetch, which reads chat completions.',
  },
  'unknown-client': {
    whose: 'other',
    sentence: 'Nothing here shows that this is a client of the openai package.',
  },
  'sdk-too-old': {
    whose: 'ours',
    sentence:
      'The openai package that is installed or asked for has no `responses`. Upgrade it to 4.87 or later, or say --upgrade-sdk; --style wrapped carries it as it is.',
  },
  'parameter-lost': {
    whose: 'ours',
    sentence:
      'A parameter of the request has no counterpart in Responses. Leave it out, say --accept-loss with its name, or keep this call; --style wrapped emulates n and stop.',
  },
  'request-unknown': {
    whose: 'ours',
    sentence: 'What the request holds is decided somewhere that cannot be seen from here.',
  },
  'messages-unknown': {
    whose: 'ours',
    sentence: 'Where the messages come from, or who else reads them, cannot be followed.',
  },
  'content-unknown': {
    whose: 'ours',
    sentence: 'Nothing here shows whether the content of a message is a text or a list of parts.',
  },
  'result-unknown': {
    whose: 'ours',
    sentence: 'The result goes to code that reads a chat completion and cannot be followed.',
  },
  'result-lost': {
    whose: 'ours',
    sentence: 'The caller reads something of the result that Responses does not have.',
  },
  'null-content': {
    whose: 'ours',
    sentence: 'The caller tells content that is null from an empty text; `output_text` is never null.',
  },
  'moves-with': {
    whose: 'ours',
    sentence: 'It shares messages, a request or a result with a call that could not be rewritten.',
  },
  'test-double': {
    whose: 'ours',
    sentence: 'The file also answers in place of the server or the client, in the form of chat; move both by hand.',
  },
  'method-unknown': {
    whose: 'ours',
    sentence: 'This method of the client has no counterpart in Responses.',
  },
  'parse-failed': {
    whose: 'ours',
    sentence: 'What came out would not parse, so nothing of it was kept. Please report this call.',
  },
  'edits-overlap': {
    whose: 'ours',
    sentence: 'Its rewrite touches the same text as another one. Run the codemod again after applying the first.',
  },
  'already-wrapped': {
    whose: 'other',
    sentence: 'The client has this package’s fetch already: the call is carried to Responses as it is.',
  },
  'indirect-call': {
    whose: 'ours',
    sentence: 'The method is called through a variable or handed on, not on the client itself.',
  },
  instrumentation: {
    whose: 'other',
    sentence: 'This code instruments the method; what it instruments decides whether it moves.',
  },
  'azure-version': {
    whose: 'ours',
    sentence:
      'The api-version of this Azure client has no Responses. Use 2025-03-01-preview or later, or say --upgrade-sdk.',
  },
  'azure-deployment': {
    whose: 'ours',
    sentence:
      'The deployment is part of the URL, and no copy of the client can be made that moves it into the `model` of the request.',
  },
  'name-taken': {
    whose: 'ours',
    sentence: 'The file has something of its own under a name that the rewrite would bring in.',
  },
  'raw-http': {
    whose: 'ours',
    sentence:
      'It is sent without the SDK, by something whose answer cannot be converted here. --style wrapped gives a file that calls the global fetch one that carries it.',
  },
  'helper-method': {
    whose: 'ours',
    sentence:
      'This helper of the SDK gives more than a completion, and no copy of the client can be made that speaks Responses.',
  },
  'raw-response': {
    whose: 'ours',
    sentence:
      'The HTTP response or its request id is read beside the result, and no copy of the client can be made that speaks Responses.',
  },
  'stream-members': {
    whose: 'ours',
    sentence:
      'More than an iteration is asked of the stream; neither its class can be imported, nor a copy of the client be made.',
  },
  'stream-unknown': {
    whose: 'ours',
    sentence:
      'Only the running program knows whether the result is a stream; neither its class can be imported, nor a copy of the client be made.',
  },
  'construction-unknown': {
    whose: 'ours',
    sentence: 'Where the client is made could not be found, so it cannot be given another fetch.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons
