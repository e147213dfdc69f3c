import { useEffect, useState } from 'react'
import { type Frame, frameAfter } from '#shared/training/replay-frames.ts'
import { arrivalsOf, type OpenedReplay } from './opened-replay.ts'

/** How many times as fast as the call went. */
export const speeds = [1, 2, 4, 8, 16] as const
export type Speed = (typeof speeds)[number]

/** How often a replay that plays is looked at, in milliseconds. */
const tickMs = 100

export interface Playback {
  frame: Frame
  isPlaying: boolean
  speed: Speed
  /** Milliseconds of the call that have gone by. */
  elapsedMs: number
  toggle: () => void
  setSpeed: (speed: Speed) => void
  /** Shows another frame, and stays there. */
  goTo: (frame: Frame) => void
  /** To the step before or after; stays at the first and the last. */
  step: (by: 1 | -1) => void
}

/** Plays a recorded call in its own time, faster if asked; it stops at its end. @param from how many records are taken at first */
export function usePlayback(replay: OpenedReplay, from: number): Playback {
  const { frames } = replay
  const first = frames[from] ?? (frames[0] as Frame)
  const last = frames.at(-1) as Frame
  const [at, setAt] = useState({ frame: first, elapsedMs: first.elapsedMs })
  const [isPlaying, setIsPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(4)
  const isOver = at.frame === last

  useEffect(() => {
    if (!isPlaying || isOver) return
    let before = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const passed = (now - before) * speed
      before = now
      setAt(({ elapsedMs }) => {
        const next = Math.min(elapsedMs + passed, last.elapsedMs)
        return { elapsedMs: next, frame: frameAfter(frames, next) }
      })
    }, tickMs)
    return () => clearInterval(timer)
  }, [isPlaying, isOver, speed, frames, last])

  const goTo = (frame: Frame) => {
    setIsPlaying(false)
    setAt({ frame, elapsedMs: frame.elapsedMs })
  }
  return {
    ...at,
    isPlaying: isPlaying && !isOver,
    speed,
    setSpeed,
    goTo,
    toggle: () => {
      if (isOver) setAt({ frame: frames[0] as Frame, elapsedMs: 0 })
      setIsPlaying(!isPlaying || isOver)
    },
    step: (by) => {
      const stops = arrivalsOf(replay)
      const { length } = at.frame
      const next = by > 0 ? stops.find((stop) => stop.length > length) : stops.findLast((stop) => stop.length < length)
      goTo(next ?? (by > 0 ? last : (frames[0] as Frame)))
    },
  }
}
