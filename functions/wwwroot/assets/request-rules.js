/** The fields of a step that are missing or can't be right. As loose as the city itself: it has the last word. */
export function wrongIn(step, given, paper) {
  return Object.entries(rules[step]).filter(([, right]) => !right(given, paper)).map(([name]) => name);
}

const rules = {
  paper: {
    kind: ({ kind }) => Boolean(kind),
    title: ({ title }) => isText(title, 2, 200),
    copies: ({ copies }) => /^\d+$/.test(copies) && Number(copies) >= 1 && Number(copies) <= 20,
    destination: ({ destination }) => Boolean(destination),
    confirmed: ({ destination, confirmed }) => destination !== 'administration' || confirmed === 'yes',
  },
  place: {
    arrondissement: ({ arrondissement }) => Boolean(arrondissement),
    bureau: ({ arrondissement, bureau }) => !arrondissement || Boolean(bureau),
  },
  person: {
    name: ({ name }) => isText(name, 2, 120),
    cin: ({ cin }) => /^(?=.*\d)[a-z\d]{3,12}$/i.test(plain(cin)),
    phone: ({ phone }) => isPhone(plain(phone)),
    email: ({ email }) => !email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email),
  },
  document: {
    file: ({ later }, paper) => later === 'yes' || paper.has(),
    photo: ({ later }, paper) => later === 'yes' || paper.readable(),
  },
  check: {},
};

export const isText = (text = '', least, most) => text.trim().length >= least && text.trim().length <= most;

/** Without blanks, separators and direction marks; Arabic digits as the others. */
export const plain = (text = '') => text.normalize('NFKC').replace(/[\s.()/\u200e\u200f\u202a-\u202e\u2066-\u2069-]/g, '')
  .replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x660));

export function isPhone(number) {
  if (/^0[5-8]/.test(number)) return /^\d{10}$/.test(number);
  const international = number.replace(/^00/, '+').replace(/^\+2120/, '+212');
  return /^\+[1-9]\d{6,14}$/.test(international) && (!international.startsWith('+212') || international.length === 13);
}
