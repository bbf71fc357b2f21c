// Two documents that differ in nothing but these say the same: coming back in the other form is no loss.

export const equivalences = [
  'A string `input` and one user message with that string.',
  'An input item without a `type` and one of type `message`.',
  'The id and status of an input item: bookkeeping of the server.',
  '`max_tokens` and `max_completion_tokens`.',
  'Legacy `functions`, `function_call` and function messages, and tools, tool choice and tool messages.',
  'Beside tool calls: content that is null, empty or absent.',
  'Keys of an assistant message that are null or an empty list, and absent ones.',
  '`n: 1` and no `n`.',
  'A default written out and one left out.',
] as const
