// A setting that takes `{{ … }}`. Its syntax and variables are checked where templates are parsed.
import { z } from 'zod';
import { limits } from './limits.ts';

export const templateSchema = z.string().max(limits.text);
