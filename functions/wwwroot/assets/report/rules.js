import { isPhone, isText, plain } from '../request-rules.js';
import { unanswered } from './questions.js';

/** The fields of a step that are missing or can't be right. As loose as the city itself: it has the last word. */
export function wrongIn(step, given, form) {
  const wrong = Object.entries(rules[step]).filter(([, right]) => !right(given)).map(([name]) => name);
  return step === 'subject' ? [...wrong.slice(0, 1).filter(name => name === 'service'), ...unanswered(form), ...wrong.filter(name => name !== 'service')] : wrong;
}

const isNamed = ({ who }) => who === 'named';

const rules = {
  subject: {
    service: ({ service }) => Boolean(service),
    description: ({ description }) => isText(description, 3, 4000),
  },
  place: {
    spot: ({ lat, outside }) => !(lat && outside),
    address: ({ lat, address }) => Boolean(lat) || isText(address, 4, 300),
    arrondissement: ({ lat, arrondissement }) => Boolean(lat || arrondissement),
  },
  person: {
    who: ({ who }) => Boolean(who),
    name: given => !isNamed(given) || isText(given.name, 2, 120),
    phone: given => !isNamed(given) || (given.phone ? isPhone(plain(given.phone)) : Boolean(given.email)),
    email: given => !isNamed(given) || !given.email || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email),
  },
  check: {},
};
