import type { AnswerView, StepView } from '#shared/flow/step.ts'

/** The answer that takes what changed on the platform into account; absent while nothing new matters to this call. */
export const newsAnswerOf = (view: StepView): AnswerView | undefined =>
  view.anytime.find(({ id }) => id === 'take-incident' || id === 'incident-over')

/** The answer that files the report of a confirmed incident: "CRÉER TICKET INCIDENT" of the procedure's panel. */
export const reportAnswerOf = (view: StepView): AnswerView | undefined =>
  view.answers.find(({ id }) => id === 'incident.report')

/** The answer that leads to unlocking the account, its owner's identity verified: "DÉBLOQUER" of the account card. */
export const unlockAnswerOf = (view: StepView): AnswerView | undefined =>
  view.answers.find(({ id }) => id === 'locked.agree' || id === 'unlock-unknown.retry')

/** The answer that leads to sending the reset link from here, as verified: "RÉINITIALISER MDP" of the account card. */
export const resetAnswerOf = (view: StepView): AnswerView | undefined =>
  view.answers.find(({ id }) => id === 'email-missing.send-again' || id === 'reset-unknown.retry')

/** The answer that says that the caller has left. */
export const goneAnswerOf = (view: StepView): AnswerView | undefined =>
  view.anytime.find(({ id }) => id === 'caller-gone')
