import { parse } from 'yaml';

/** Jest sees a rule file as the build does: a module whose default export is the parsed YAML. */
export default {
  process(text) {
    return { code: `export default ${JSON.stringify(parse(text))};` };
  },
};
