import { call } from '../call.js';

let all;

/** Every category, asked for once; undefined when the network fails, and then anew. */
export async function services() {
  all ??= call('GET', '/api/services');
  const { body } = await all;
  if (!body?.items) all = undefined;
  return body?.items;
}

/** The categories that words in any of the city's languages lead to, best first; undefined when the network fails. */
export const search = async words => (await call('GET', `/api/services?q=${encodeURIComponent(words)}`)).body?.items;

/** A category with its questions; undefined when the network fails or there is none. */
export const service = async code => (await call('GET', `/api/services/${encodeURIComponent(code)}`)).body;

/** What a category is called, or its code where the catalogue did not come. */
export const nameOf = async code => (await services())?.find(one => one.code === code)?.name ?? code;

/** Answers by their codes as people read them, {asked, given}; where a question is no longer asked, its code. */
export function toldOf(questions, given) {
  return Object.entries(given).map(([code, values]) => {
    const question = questions.find(one => one.code === code);
    const name = key => question?.values.find(value => value.key === key)?.name ?? key;
    return { asked: question?.description ?? code, given: [values].flat().map(name).join(' · ') };
  });
}
