import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { type Frame, framesOf } from '#shared/training/replay-frames.ts'

/** A recorded call ready to be played again, on its own version of the script. */
export interface OpenedReplay {
  call: RecordedCall
  flow: CompiledFlow
  frames: readonly Frame[]
}

/** @throws FlowError, FoldError when the call cannot be played: its script or its journal lies */
export function openReplay(call: RecordedCall, definition: FlowDefinition): OpenedReplay {
  const flow = compile(definition)
  return { call, flow, frames: framesOf(flow, call.channel, call.journal) }
}

/** Where each step of a call was come to, the first one included. */
export const arrivalsOf = ({ frames }: OpenedReplay): Frame[] => frames.filter(({ isArrival }) => isArrival)
