import { fold } from '../accounts/search-form.ts'

/** What a word says before another that begins with a vowel: "l'adsl", "jusqu'à", "d'internet". */
const elided = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=[\p{L}\p{N}])/gu
const longestWord = 60

/** The words of a text as they are looked for: without accents, capitals nor elisions. */
const wordsOf = (text: string): string[] =>
  (
    fold(text)
      .replace(elided, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => word.slice(0, longestWord))

/** What a script says, most calls say: its words are told apart once. */
const remembered = new Map<string, readonly string[]>()
const rememberedAtMost = 2000

function rememberedWords(text: string): readonly string[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= rememberedAtMost) remembered.clear()
  const words = wordsOf(text)
  remembered.set(text, words)
  return words
}

/**
 * What "bloqué", "bloquée", "bloqués" and "bloquer" have in common: plural, feminine and infinitive left out. Light on
 * purpose: without accents, stronger rules tell words apart that are the same, and the other way round.
 */
const stemOf = (word: string): string => word.replace(/(?<=.{3})[sx]$/, '').replace(/(?<=.{3})(?:ee|er|ez|e)$/, '')

/** Marks a stem: no word begins so. */
const stemMark = '_'

/** What a text is found by: its words, and their stems marked as such, each once, between spaces. */
export function indexedWords(texts: readonly string[]): string {
  const words = new Set(texts.flatMap(rememberedWords))
  return [...words, ...new Set([...words].map((word) => `${stemMark}${stemOf(word)}`))].join(' ')
}

/** One of the words looked for. */
interface Sought {
  /** Marked. */
  stem: string
  /** The last word may be unfinished: what begins so is found too; null for the others, and for a letter alone. */
  beginning: string | null
}

/** The words of a search, all of which must be there; none: nothing is looked for. */
export const soughtWords = (q: string): Sought[] =>
  wordsOf(q).map((word, index, all) => ({
    stem: `${stemMark}${stemOf(word)}`,
    beginning: index === all.length - 1 && word.length > 1 ? word : null,
  }))
