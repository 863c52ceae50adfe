/** A mappings folder as a whole: its files, sorted by what they declare and compiled together. */
@NullMarked
package vn.lienthong.mapping.folder;

import org.jspecify.annotations.NullMarked;
