/**
 * How files of agency systems are cut into records, and how one record is read. A file is streamed: memory does not grow
 * with it, and nothing in it (nested quotes, an XML entity, a zip bomb, a line without end) can make it grow. A row leaves
 * as a small document of its own format in the file's own bytes, so that it can be read again years later without the file.
 */
@NullMarked
package vn.lienthong.mapping.source;

import org.jspecify.annotations.NullMarked;
