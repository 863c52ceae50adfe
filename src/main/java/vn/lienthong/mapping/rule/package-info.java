/**
 * Mappings compiled into rules. The way of a record, and where each step is:
 *
 * <ol>
 *   <li>It is read once, in one pass, into {@link vn.lienthong.mapping.source.SourceObject}s: every name the mapping knows
 *       has a number ({@link vn.lienthong.mapping.source.SourceNames}), given when the mapping is compiled, so that a rule
 *       asks for a field by number and nothing is looked up by name. What every rule would ask of a text is found out here,
 *       once ({@link vn.lienthong.mapping.source.SourceText}), and where it lies: a text that goes out as it came is copied.
 *   <li>{@link vn.lienthong.mapping.rule.RecordMapping#map} is the list of steps: identity ({@code IdentityRules},
 *       {@code ContentHash}), skips, shape of the source ({@code SourceShape}), rules.
 *   <li>{@code ObjectRules} writes one object of the target, straight into bytes ({@code JsonBytes}, names and constants
 *       encoded beforehand): each {@code Rule} finds its value by an {@code Extraction}: where it is from
 *       ({@code ValueSource}), then the verbs in their one order. What is absent, as most of a contract is, costs a look and
 *       a copy.
 * </ol>
 *
 * <p>What a source field tells of a person follows from its rules ({@link vn.lienthong.mapping.rule.Lineage}): by that records are
 * masked for people, and cases made of live records.
 *
 * <p>No second tree is built (but for {@link vn.lienthong.mapping.expression}, whose language wants one of its own) and
 * no generic validator runs. Shapes that nearly every value has are read by hand, in {@code convert} and in the rooms'
 * values; the regular expression or formatter that says what is meant decides the rest, and tests hold one against the
 * other. Rules are immutable; what belongs to one record is in its {@code Run}.
 */
@NullMarked
package vn.lienthong.mapping.rule;

import org.jspecify.annotations.NullMarked;
