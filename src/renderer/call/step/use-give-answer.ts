import { useCallback, useState } from 'react'
import type { AnswerView } from '#shared/flow/step.ts'
import { useCall } from '../use-call.tsx'

/** Gives answers to the step on screen; one that lacks something asks for it instead. */
export function useGiveAnswer(): { asked: readonly string[]; give: (answer: AnswerView) => void } {
  const { player, view } = useCall()
  const [asking, setAsking] = useState<{ stepId: string; keys: readonly string[] }>({ stepId: '', keys: [] })
  const give = useCallback(
    (answer: AnswerView) => {
      setAsking({ stepId: view.stepId, keys: answer.missing })
      if (answer.missing.length === 0) void player.answer(view.stepId, answer.id)
    },
    [player, view.stepId],
  )
  return { asked: asking.stepId === view.stepId ? asking.keys : none, give }
}

const none: readonly string[] = []
