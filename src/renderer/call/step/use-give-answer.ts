import { useCallback, useState } from 'react'
import type { AnswerView } from '#shared/flow/step.ts'
import { useCall } from '../use-call.tsx'

interface GiveAnswer {
  /** Keys that an answer just asked for: marked, and the first has the focus. */
  asked: readonly string[]
  give: (answer: AnswerView) => void
  /** Gives the answer that asked for what was typed under this key; asked by none, one that needs it and lacks nothing more. */
  giveTyped: (key: string) => void
}

/** Gives answers to the step on screen; one that lacks something asks for it instead. */
export function useGiveAnswer(): GiveAnswer {
  const { player, state, view } = useCall()
  const [asking, setAsking] = useState<{ stepId: string; answerId: string; keys: readonly string[] }>(nothing)
  const give = useCallback(
    (answer: AnswerView) => {
      const isWhole = answer.missing.length === 0
      // `nothing` again draws nothing again: the answer goes to the workplace at once.
      setAsking(isWhole ? nothing : { stepId: view.stepId, answerId: answer.id, keys: answer.missing })
      if (isWhole) void player.answer(view.stepId, answer.id)
    },
    [player, view.stepId],
  )
  const current = asking.stepId === view.stepId ? asking : nothing
  const giveTyped = (key: string) => {
    const words = state.flow.definition.script.steps[view.stepId]?.answers
    const isAsked = current.keys.includes(key)
    const meant = view.answers.filter(({ id }) =>
      isAsked ? id === current.answerId : words?.[id]?.needs?.includes(key),
    )
    const answer = meant.find(({ missing }) => missing.length === 0) ?? meant[0]
    if (answer) give(answer)
  }
  return { asked: current.keys, give, giveTyped }
}

const nothing = { stepId: '', answerId: '', keys: [] }
