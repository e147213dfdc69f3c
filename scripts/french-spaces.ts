import type { Plugin } from 'vite'
import { unbroken } from '../src/shared/domain/french-spaces.ts'

/** The screens' own words, and those that they share with the other programs. */
const ours = /\/src\/(renderer|shared)\/.+\.tsx?$/

/**
 * French signs stay on the line of their word on every screen: the spaces before them are written plainly in the source,
 * and do not break once built. One character takes the place of one: source maps hold.
 */
export const frenchSpaces = (): Plugin => ({
  name: 'french-spaces',
  apply: 'build',
  // Once JSX and types are gone.
  enforce: 'post',
  transform(code, id) {
    if (!ours.test(id)) return null
    const written = [...wordsIn(this.parse(code))].reduce(
      (text, { start, end }) => text.slice(0, start) + unbroken(text.slice(start, end)) + text.slice(end),
      code,
    )
    return written === code ? null : { code: written, map: null }
  },
})

/** Where the words of a program are: its strings and the fixed parts of its templates. */
function* wordsIn(node: unknown): Generator<{ start: number; end: number }> {
  if (typeof node !== 'object' || node === null) return
  const { type, value, start, end } = node as { type?: string; value?: unknown; start: number; end: number }
  if (type === 'TemplateElement' || (type === 'Literal' && typeof value === 'string')) yield { start, end }
  else for (const child of Object.values(node)) yield* wordsIn(child)
}
