// How the tests validate each built page. A rule is left out or loosened only with its reason.
module.exports = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // The policy of the site forbids style attributes.
    "no-inline-style": "error",
    // Nothing comes from another host, and a file of this one is as trustworthy as the page that asks for it.
    "require-sri": ["error", { target: "crossorigin" }],
    // Filters and tools answer while one types or ticks. They send nothing, so a button to send it would be a lie.
    "wcag/h32": "off",
    // The frame that makes a wide table scroll is a <div> with a role: as a <section> it would be part of the outline.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
};
