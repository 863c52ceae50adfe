/**
 * The cases that stand beside a mapping, in its folder {@code tests}: what is given, and what must come of it. One runner
 * serves the build, the command line and the console.
 */
@NullMarked
package vn.lienthong.mapping.cases;

import org.jspecify.annotations.NullMarked;
