/** The beginning of a new mapping, out of a contract and a sample file: likely rules as rules, unsure ones as comments. */
@NullMarked
package vn.lienthong.mapping.beginning;

import org.jspecify.annotations.NullMarked;
