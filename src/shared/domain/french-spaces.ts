/** French signs stay on the line of their word, and the parts of a number together. */
export const unbroken = (text: string): string =>
  text.replace(/ (?=[:;!?»])|(?<=«) |(?<=\d) (?=\d{2,3}(?!\d))/g, '\u00a0')
