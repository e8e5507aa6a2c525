const language = document.documentElement.lang;

/** An amount to the centime, as a tariff has it: « 2,00 ». */
export const inCentimes = value => new Intl.NumberFormat(`${language}-MA-u-nu-latn`, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

/** An amount as people write it here: « 4 » or « 4,50 ». */
export const amountOf = value => new Intl.NumberFormat(`${language}-MA-u-nu-latn`, { minimumFractionDigits: Number.isInteger(value) ? 0 : 2 }).format(value);
