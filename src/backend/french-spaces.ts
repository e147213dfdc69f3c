/** French signs stay on the line of their word, and the parts of a number together. */
export const unbroken = (text: string): string =>
  text.replace(/ (?=[:;!?»])|(?<=«) |(?<=\d) (?=\d{2,3}(?!\d))/g, '\u00a0')

/** The same of what a document says: its tags, its scripts, its stylesheets and what somebody typed stay as they are. */
export const unbrokenHtml = (html: string): string =>
  html.replace(/<(script|style|textarea)\b[\s\S]*?<\/\1>|>[^<]+/g, (part) =>
    part.startsWith('>') ? unbroken(part) : part,
  )
