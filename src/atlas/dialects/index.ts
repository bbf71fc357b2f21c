// How vendors of chat servers differ from OpenAI, as data.

export const dialects = { openai: {} } as const

export type DialectName = keyof typeof dialects
