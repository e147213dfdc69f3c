import { type DeskMarks, deskNoun } from '#shared/domain/desk-change.ts'

/** Nothing of the technical team's desk is told in training. */
export const quietDesk = Object.fromEntries(deskNoun.options.map((noun) => [noun, 0])) as DeskMarks
