/**
 * {@code expr}: one jq expression for what no verb says. The language is jq 1.7 as jackson-jq reads it, in a scope of our
 * own: no environment, no input, no definitions, no modules, no clock, no assignment, and no loop that its input does not
 * end. What is left can still be made expensive by a hostile record, so every step of an evaluation is counted
 * ({@link vn.lienthong.mapping.expression.Meter}) and what exceeds its share stops the record, not the process.
 *
 * <p>The only place that sees jackson-jq and Jackson 2. jackson-jq offers neither a visitor over a compiled expression nor a
 * hook while it runs, so {@code SyntaxTree} reaches into its tree by reflection; {@code LanguageTest} holds that every kind
 * of node is known, so that another version of the library cannot slip by.
 */
@NullMarked
package vn.lienthong.mapping.expression;

import org.jspecify.annotations.NullMarked;
