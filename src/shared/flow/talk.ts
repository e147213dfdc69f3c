import type { StepWords } from './definition.ts'

/** How fast a hotliner speaks to be understood; declared, not measured. */
export const wordsPerMinute = 175

/** Seconds of talk that a text takes to say; a placeholder counts as one word. */
export function secondsToSay(text: string | null): number {
  const words = text?.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0
  return (words * 60) / wordsPerMinute
}

/** Seconds that a step takes: what is said, then the caller's own time. */
export const secondsAt = (words: StepWords | undefined, said: string | null): number =>
  secondsToSay(said) + (words?.seconds ?? 0)
