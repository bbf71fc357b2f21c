// What counts as a sentence, wherever a message is judged by its form and not by its words.

/** More than a word, to a full stop. A sentence may begin with the name of a field. */
export const sentence = /^[\w`"].{10,}\.$/s

/** A mark for lists of losses: empty where the loss is told in a sentence. */
export const unlessSaid = (message: string): string => (sentence.test(message) ? '' : ' without a sentence')
