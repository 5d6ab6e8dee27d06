export default {
  extends: "stylelint-config-recommended",
  ignoreFiles: [".cache/**", ".venv/**", "node_modules/**", "site/**"],
  rules: {
    // The sheets follow the page from top to bottom: to order them by specificity would part what belongs together,
    // and could change what wins.
    "no-descending-specificity": null,
  },
};
