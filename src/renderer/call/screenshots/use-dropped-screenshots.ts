import { type DragEvent, useEffect, useEffectEvent, useState } from 'react'
import { isTyping } from '../../app/shortcuts.ts'
import { useIsShown } from '../../app/slots.tsx'

interface Dropping {
  isOver: boolean
  handlers: Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>
}

/** Takes images pasted anywhere on the screen, or dropped on what has the handlers. */
export function useDroppedScreenshots(isOn: boolean, add: (files: Iterable<File>) => void): Dropping {
  const isShown = useIsShown()
  const [isOver, setIsOver] = useState(false)
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    // Copied from a document: its text is what is meant for a field, not its picture.
    const isText = isTyping(event.target) && event.clipboardData?.types.includes('text/plain')
    if (files.length === 0 || isText) return
    event.preventDefault()
    add(files)
  })

  useEffect(() => {
    if (!isShown || !isOn) return
    const listen = (event: ClipboardEvent) => onPaste(event)
    window.addEventListener('paste', listen)
    return () => window.removeEventListener('paste', listen)
  }, [isShown, isOn])

  const hasFiles = (event: DragEvent) => isOn && event.dataTransfer.types.includes('Files')
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setIsOver(true)
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false)
      },
      onDrop: (event) => {
        setIsOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        add([...event.dataTransfer.files])
      },
    },
  }
}
