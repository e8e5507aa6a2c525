import { draftsOf } from '../staff/drafts.js';

export const { restore, done } = draftsOf('counter.draft', '#identity input, #refusal-form :is(input, textarea), #revocation-form textarea');
