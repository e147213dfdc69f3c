import { unbroken } from '#shared/domain/french-spaces.ts'

/** The spaces of what a document says: its tags, its scripts, its stylesheets and what somebody typed stay as they are. */
export const unbrokenHtml = (html: string): string =>
  html.replace(/<(script|style|textarea)\b[\s\S]*?<\/\1>|>[^<]+/g, (part) =>
    part.startsWith('>') ? unbroken(part) : part,
  )
