import js from "@eslint/js";
import globals from "globals";

// Where each kind of script runs decides what it may name.
export default [
  { ignores: [".cache/", ".venv/", "node_modules/", "site/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["docs/assets/**/*.js", "benchmarks/start/ways/page.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["docs/assets/**/worker.js", "docs/assets/search/*.js", "tests/browser/support/*.js", "benchmarks/start/ways/{floor,stock}.js"],
    languageOptions: { globals: globals.worker },
  },
  {
    files: ["docs/assets/offline/worker/*.js", "docs/assets/offline/retire.js"],
    languageOptions: { globals: { ...globals.serviceworker, SITE: "readonly" }, sourceType: "script" },
  },
  {
    // build_scripts/site/offline_copy.py joins these into one script: tsc looks at them together, eslint at each alone.
    files: ["docs/assets/offline/worker/*.js"],
    rules: { "no-undef": "off", "no-unused-vars": "off" },
  },
  {
    files: ["docs/assets/self-assessment/too-old.js"],
    languageOptions: { ecmaVersion: 5, sourceType: "script" }, // for browsers that cannot read main.js
  },
  {
    files: ["*.js", "**/*.mjs"],
    languageOptions: { globals: globals.node },
  },
];
