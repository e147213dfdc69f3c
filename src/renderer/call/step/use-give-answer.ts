import { useCallback, useState } from 'react'
import type { AnswerView } from '#shared/flow/step.ts'
import { useCall } from '../use-call.tsx'

interface GiveAnswer {
  /** Keys that an answer just asked for: marked, and the first has the focus. */
  asked: readonly string[]
  give: (answer: AnswerView) => void
  /** Gives the answer that asked for them, once they are typed. */
  giveAsked: () => void
}

/** Gives answers to the step on screen; one that lacks something asks for it instead. */
export function useGiveAnswer(): GiveAnswer {
  const { player, view } = useCall()
  const [asking, setAsking] = useState<{ stepId: string; answerId: string; keys: readonly string[] }>(nothing)
  const give = useCallback(
    (answer: AnswerView) => {
      setAsking({ stepId: view.stepId, answerId: answer.id, keys: answer.missing })
      if (answer.missing.length === 0) void player.answer(view.stepId, answer.id)
    },
    [player, view.stepId],
  )
  const current = asking.stepId === view.stepId ? asking : nothing
  const giveAsked = () => {
    const answer = view.answers.find(({ id }) => id === current.answerId)
    if (answer) give(answer)
  }
  return { asked: current.keys, give, giveAsked }
}

const nothing = { stepId: '', answerId: '', keys: [] }
