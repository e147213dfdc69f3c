/** "(la ligne coupe)": a sound, not words. */
export const isSound = (text: string): boolean => text.startsWith('(') && text.endsWith(')')

/** Somebody's words between guillemets that stay with them; a sound as it stands. */
export const quoted = (text: string): string => (isSound(text) ? text : `«\u00a0${text}\u00a0»`)
