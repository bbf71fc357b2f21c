// The few kinds of schema both APIs are described with: exact as a type, tolerant when reading.
//
// Each schema carries two truths. Its inferred type is what a writer owes: the SDK's types and ours assign to each
// other. What it accepts is what real servers send: keys nobody documents, words newer than this release, null for
// "not said", and answers with half of their required keys left out. Where the two part, a single assertion below says so.
import * as z from 'zod'

/**
 * A schema with one type, whichever way it is read. Named, so that declarations stay short; without zod's methods, which
 * the compiler would have to instantiate for every schema there is. Only the schemas of whole documents show them.
 */
export interface Schema<Type> extends z.core.$ZodType<Type, Type> {}

export const text = z.string()
export const number = z.number()
export const flag = z.boolean()
/** Free-form JSON: not looked into, so its depth costs nothing. */
export const json = z.unknown()

/** A fixed word. Used for discriminators, which have picked the schema already when this is checked. */
export const literal = <const Word extends string>(word: Word): z.ZodLiteral<Word> => z.literal(word)

/** One of the documented words as a type; any string when reading, since a newer API has words of its own. */
export function word<const Words extends readonly string[]>(...words: Words): Schema<Words[number]> {
  const known: z.ZodType<string, string> = z.string().meta({ examples: [...words] })
  return known as Schema<Words[number]>
}

export const list = <Wrapped extends z.core.SomeType>(schema: Wrapped): z.ZodArray<Wrapped> => z.array(schema)

export const record = <Wrapped extends z.core.SomeType>(schema: Wrapped): z.ZodRecord<z.ZodString, Wrapped> =>
  z.record(z.string(), schema)

export const orNull = <Wrapped extends z.core.SomeType>(schema: Wrapped): z.ZodNullable<Wrapped> => z.nullable(schema)

/** An object whose unknown keys are kept. Its type has no index signature: interfaces could not be assigned to one. */
export function object<const Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<z.core.util.Writeable<Shape>, z.core.$strip> {
  return z.looseObject(shape)
}

/** A key that a writer owes and a reader does without: absent and null pass. */
export function owed<Wrapped extends z.core.SomeType>(schema: Wrapped): Schema<z.output<Wrapped>> {
  return z.nullish(schema) as Schema<z.output<Wrapped>>
}

/** A key that may be left out. As a type that is all; a reader also takes null for it. */
export function optional<Wrapped extends z.core.SomeType>(
  schema: Wrapped,
): z.ZodExactOptional<Schema<z.output<Wrapped>>> {
  return z.exactOptional(owed(schema))
}
