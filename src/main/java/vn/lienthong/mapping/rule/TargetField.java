package vn.lienthong.mapping.rule;

import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.Coverage.Kind;

/**
 * One field of a contract, and what the mapping does for it.
 *
 * @param path names joined by dots; lists add no step of their own
 * @param mandatory the contract demands a value wherever this mapping writes the object the field is in
 * @param crosswalk the crosswalk its rule uses, if any
 * @param place the rule's file and line; the contract's, if there is no rule
 */
public record TargetField(
        String path,
        boolean mandatory,
        boolean personal,
        Kind kind,
        String place,
        @Nullable String crosswalk) {}
