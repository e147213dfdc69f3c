/** A number as it is read out in France, "06 39 98 01 56"; any other as it stands. */
export const phoneWords = (phone: string): string =>
  phone.replace(/^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, '0$1 $2 $3 $4 $5')
