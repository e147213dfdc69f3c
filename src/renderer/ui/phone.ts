/** A number in E.164 as it is read aloud: "+33639981234" → "06 39 98 12 34"; one from elsewhere stays as it is. */
export function formatPhone(number: string): string {
  const national = /^\+33(\d{9})$/.exec(number)?.[1]
  return national ? `0${national}`.replace(/\d\d(?=\d)/g, '$& ') : number
}
