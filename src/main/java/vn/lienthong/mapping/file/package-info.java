/**
 * Definition files as trees whose every node knows its file, line and column, and the faults found in them. Nothing here
 * knows what a mapping is. YAML is read without constructing objects, without anchors and tags, and within bounds.
 */
@NullMarked
package vn.lienthong.mapping.file;

import org.jspecify.annotations.NullMarked;
