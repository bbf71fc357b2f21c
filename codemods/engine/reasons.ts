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
    sentence: 'The client is patched by another library (instructor, instrumentation), which reads chat completions.',
  },
  'unknown-client': {
    whose: 'other',
    sentence: 'Nothing here shows that this is a client of the openai package.',
  },
  'sdk-too-old': {
    whose: 'ours',
    sentence: 'The installed openai package has no `responses`. Upgrade it to 4.87 or later, then run this again.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons
