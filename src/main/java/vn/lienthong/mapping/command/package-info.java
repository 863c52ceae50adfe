/**
 * The integrator's commands: try a mapping, explain it, measure it, compare two versions, begin a new one, and hand the
 * crosswalks to whoever owns the codes. Each starts in well under a second and needs nothing but the files; each ends with
 * 0 if all is well, 1 if something is wrong with what it looked at, 2 if it was called wrongly.
 */
@NullMarked
package vn.lienthong.mapping.command;

import org.jspecify.annotations.NullMarked;
