import type { AnswerView, StepView } from '#shared/flow/step.ts'

/** The answer that takes what changed on the platform into account; absent while nothing new matters to this call. */
export const newsAnswerOf = (view: StepView): AnswerView | undefined =>
  view.anytime.find(({ id }) => id === 'take-incident' || id === 'incident-over')

/** The answer that files the report of a confirmed incident: "CRÉER TICKET INCIDENT" of the procedure's panel. */
export const reportAnswerOf = (view: StepView): AnswerView | undefined =>
  view.answers.find(({ id }) => id === 'incident.report')

/** The answer that says that the caller has left. */
export const goneAnswerOf = (view: StepView): AnswerView | undefined =>
  view.anytime.find(({ id }) => id === 'caller-gone')
