/**
 * Mappings compiled into rules. A record is read once into a tree, checked against the shape of its source, and written
 * straight into JSON bytes; no second tree is built and no generic validator runs. Rules are immutable; what belongs to
 * one record is in its {@code Run}.
 */
@NullMarked
package vn.lienthong.mapping.rule;

import org.jspecify.annotations.NullMarked;
