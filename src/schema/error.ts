// What either API answers instead of a result.
import type * as z from 'zod'
import { either } from './choice.ts'
import { number, object, orNull, owed, text } from './kinds.ts'

/** All four keys are on OpenAI's wire; other servers leave some out, or make a number of the code. */
const envelope = object({
  error: object({
    message: text,
    type: owed(orNull(text)),
    param: owed(orNull(text)),
    code: owed(orNull(either(text, number))),
  }),
})

export type ErrorBody = z.infer<typeof envelope>

export const errorSchema: z.ZodType<ErrorBody, ErrorBody> = envelope
