import type { ActorName } from '#shared/flow/actors.ts'
import type { DrawnStep } from '#shared/flow/drawing.ts'
import { pendingWords } from '../call/step/actor-words.ts'

/** What a step is called where there is room for a line or two: what is under way, or its first words. */
export const stepTitle = ({ id, words, actor }: DrawnStep): string =>
  (actor && pendingWords[actor as ActorName]?.replace(/…$/, '')) || words?.replace(/\[[A-Z_]+\]/g, '…') || id
