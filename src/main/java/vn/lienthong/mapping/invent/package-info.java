/**
 * Records about people who do not exist, made of records about people who do: for cases that anyone may read. What decides
 * how a record is mapped stays (codes that have a pair, dates, shapes and lengths); everything else is invented. The order
 * in which values come decides what is invented, never the values themselves, so nothing can be computed back.
 */
@NullMarked
package vn.lienthong.mapping.invent;

import org.jspecify.annotations.NullMarked;
