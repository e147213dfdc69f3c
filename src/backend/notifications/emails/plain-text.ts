import { Children, isValidElement, type ReactNode } from 'react'

/**
 * An email's tree read as plain text, so that both versions come from one source.
 * Knows what an email is made of: p, h2, ul, li, a, br and what only dresses them.
 */
export function plainText(node: ReactNode): string {
  return read(node)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function read(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return Children.toArray(node).map(read).join('')
  if (!isValidElement<Properties>(node)) return ''
  const { type, props } = node
  // Emails are plain functions of their properties: no hook, no state.
  if (typeof type === 'function') return read((type as (properties: Properties) => ReactNode)(props))
  const inner = read(props.children)
  switch (type) {
    case 'br':
      return '\n'
    case 'li':
      return `- ${inner}\n`
    case 'a':
      return props.href === undefined || inner === props.href ? inner : `${inner} :\n${props.href}`
    case 'p':
    case 'h2':
    case 'ul':
      return `\n\n${inner}\n\n`
    default:
      return inner
  }
}

interface Properties {
  children?: ReactNode
  href?: string
}
