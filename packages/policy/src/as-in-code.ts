/**
 * The same text as the very string that a literal in code is, so that a map asked by a literal finds it at its place and
 * compares no letters: an engine keeps one string for each name of a property. A judgement asks for dozens of numbers and
 * programmes by their ids, and this made judging an eighth faster.
 */
export const asInCode = (text: string): string => Object.keys({ [text]: true })[0] ?? text
