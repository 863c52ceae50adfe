/**
 * Crosswalks in the hands of whoever owns the codes: out as a workbook, and back in with every change and conflict told
 * before a file is touched. Nothing here decides a pair; what looks alike is only suggested.
 */
@NullMarked
package vn.lienthong.mapping.crosswalk;

import org.jspecify.annotations.NullMarked;
