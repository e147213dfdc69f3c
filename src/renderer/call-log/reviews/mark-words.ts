import type { CallReview } from '#shared/domain/call-review.ts'

/** "16,5/20"; "sans note" where nothing applied. */
export const markWords = (mark: CallReview['mark']): string =>
  mark === null ? 'sans note' : `${mark.toLocaleString('fr-FR')}/20`
